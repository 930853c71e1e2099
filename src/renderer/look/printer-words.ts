import type { TFunction } from 'i18next';
import type { Paper, Printer } from '../../contract/print.ts';

/** How a printer stands: what is wrong, with which paper it has and needs, and what will soon stop it. */
export function printerStanding({ state, reason, media, warnings }: Printer, t: TFunction): string {
  const words = [reason === null ? t(`printer.${state}`) : t(`reason.${reason}`)];
  if (media.needed.length > 0)
    words.push(t('paper.has', { has: papersWords(media.ready, t), needs: papersWords(media.needed, t) }));
  return [...words, ...warnings.map((warning) => t(`printer-warning.${warning}`))].join(' · ');
}

export function papersWords(papers: readonly Paper[], t: TFunction): string {
  return papers
    .map(({ widthMm: width, heightMm: height }) =>
      height === 0 ? t('paper.roll', { width }) : t('paper.size', { width, height }),
    )
    .join(', ');
}
