import { z } from 'zod';

const bilingual = z.object({ zh: z.string(), en: z.string() });

/**
 * What one badge says. Texts are drawn as they are given (cleaned of control characters), absent ones are ''.
 * `country` is an ISO 3166 alpha-2 code; `code` is what the QR code holds, character for character.
 */
export const badgeContentSchema = z.object({
  event: z.object({
    name: bilingual,
    /** Days and place, such as "2026.6.21–23 · 雁栖湖 Yanqi Lake". */
    line: z.string(),
  }),
  familyName: z.string(),
  givenName: z.string(),
  latinName: z.string(),
  organization: z.string(),
  jobTitle: z.string(),
  country: z.string().regex(/^([A-Z]{2})?$/),
  category: z.object({ name: bilingual, colour: z.string().regex(/^#[0-9a-fA-F]{6}$/) }),
  code: z.string().min(1).max(512),
});

type Content = z.infer<typeof badgeContentSchema>;

export interface BadgeContent {
  readonly event: Readonly<Content['event']>;
  readonly familyName: string;
  readonly givenName: string;
  readonly latinName: string;
  readonly organization: string;
  readonly jobTitle: string;
  readonly country: string;
  readonly category: Readonly<Content['category']>;
  readonly code: string;
}
