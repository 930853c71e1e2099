import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../contract/failure.ts';
import type { ScanResult, SearchHit } from '../../contract/verdict.ts';
import { LONG_CALL_LIMIT_MS } from '../core/core-connection.ts';
import { useCoreLine, useDeskCore } from '../core/desk-core.ts';
import { currentLanguage } from '../language/language.ts';
import { count } from '../language/moments.ts';
import { FailureLine } from '../look/failure-line.tsx';
import { WorkProgress } from '../look/work-progress.tsx';
import { ChooseOrganization } from './batch-organization.tsx';
import { GroupLine } from './group-line.tsx';
import { shownOf } from './outcome.ts';
import { standingOf } from './search-hit.tsx';
import { SidePanel } from './side-panel.tsx';
import { useMovedBadges, useStation } from './station.ts';
import { type GroupResult, type GroupRun, isDone, useGroupRun } from './use-group-run.ts';

interface GroupPanelProps {
  /** Null: it is chosen here. */
  readonly organization: string | null;
  readonly onResult: (result: ScanResult) => void;
  readonly onUndo: (result: ScanResult) => Promise<Result<unknown>>;
  readonly onClose: () => void;
}

/** A delegation at once: who of it is in, who is meant, and what came of each. */
export function GroupPanel({ organization: opened, onResult, onUndo, onClose }: GroupPanelProps) {
  const { t } = useTranslation();
  const [organization, setOrganization] = useState(opened);
  const run = useGroupRun(onResult);
  const { guests, failure } = useGroup(organization, run.progress === null);
  const choice = useChoice(guests, run.results);
  const { markUndone } = run;
  const { choose } = choice;
  const { timeZone } = useStation().status.event;
  const moved = useMovedBadges();
  const standings = useMemo(
    () => new Map(guests.map((hit) => [hit.registration.id, standingOf(hit, timeZone, t)])),
    [guests, timeZone, t],
  );
  const undo = useCallback(
    async (result: ScanResult) => {
      const answer = await onUndo(result);
      if (answer.ok && result.registration !== null) {
        markUndone(result.registration.id);
        choose(result.registration.id, false);
      }
      return answer;
    },
    [onUndo, markUndone, choose],
  );
  return (
    <SidePanel
      name="group"
      title={organization ?? t('group.title')}
      // Escape in the middle stops; what was done stays, and is told.
      onClose={run.progress === null ? onClose : run.stop}
    >
      {opened === null && run.progress === null && (
        <ChooseOrganization
          value={organization}
          onChange={(next) => {
            setOrganization(next);
            run.clear();
            choice.reset();
          }}
        />
      )}
      <FailureLine failure={failure} />
      {organization !== null && guests.length > 0 && (
        <>
          <GroupWork guests={guests} chosen={choice.ids} run={run} />
          <div className="group-choice">
            <Button className="button small" isDisabled={run.progress !== null} onPress={choice.all}>
              {t('group.chooseAll')}
            </Button>
            <Button className="button small" isDisabled={run.progress !== null} onPress={choice.none}>
              {t('group.chooseNone')}
            </Button>
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard */}
          <ul className="group-guests" tabIndex={0} aria-label={organization}>
            {guests.map((hit) => (
              <GroupLine
                key={hit.registration.id}
                registration={hit.registration}
                standing={standings.get(hit.registration.id) ?? ''}
                badge={moved.get(badgeOf(run.results.get(hit.registration.id)) ?? '')}
                result={run.results.get(hit.registration.id) ?? null}
                isChosen={choice.ids.has(hit.registration.id)}
                isLocked={run.progress !== null}
                onChoose={choice.choose}
                onUndo={undo}
              />
            ))}
          </ul>
        </>
      )}
    </SidePanel>
  );
}

function badgeOf(result: GroupResult | undefined): string | null {
  return result?.kind === 'answer' ? result.result.printJob : null;
}

const NOBODY: readonly SearchHit[] = [];

function useGroup(organization: string | null, isAtRest: boolean) {
  const core = useDeskCore();
  const queries = useQueryClient();
  const { generation } = useCoreLine(core);
  const { arrived } = useStation().status;
  const { data } = useQuery({
    queryKey: ['group', organization, generation],
    queryFn: () =>
      core.ask(
        (client, options) => client.group({ organization: organization ?? '' }, options),
        LONG_CALL_LIMIT_MS,
      ),
    enabled: organization !== null,
    gcTime: 0,
  });
  // Not after each guest of a run: their results are here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: who arrived is the news
  useEffect(() => {
    if (isAtRest) void queries.invalidateQueries({ queryKey: ['group'] });
  }, [queries, isAtRest, arrived]);
  return {
    guests: data?.ok ? data.value.guests : NOBODY,
    failure: data === undefined || data.ok ? null : data.failure,
  };
}

/** Who is chosen: at first all who may come and are not in yet; whoever has been checked in is not any more. */
function useChoice(guests: readonly SearchHit[], results: ReadonlyMap<string, GroupResult>) {
  const [said, setSaid] = useState<ReadonlyMap<string, boolean>>(new Map());
  const isChosen = (hit: SearchHit) => said.get(hit.registration.id) ?? isExpected(hit);
  const ids = guests.filter((hit) => !isDone(results.get(hit.registration.id)) && isChosen(hit));
  const choose = useCallback(
    (id: string, chosen: boolean) => setSaid((before) => new Map(before).set(id, chosen)),
    [],
  );
  const sayOfAll = (chosen: boolean) =>
    setSaid(new Map(guests.map((hit) => [hit.registration.id, chosen && isExpected(hit)])));
  const chosen: ReadonlySet<string> = new Set(ids.map(({ registration }) => registration.id));
  return {
    ids: chosen,
    choose,
    all: () => sayOfAll(true),
    none: () => sayOfAll(false),
    reset: () => setSaid(new Map()),
  };
}

function isExpected({ registration, admission }: SearchHit): boolean {
  return admission === null && registration.status === 'confirmed';
}

interface GroupWorkProps {
  readonly guests: readonly SearchHit[];
  readonly chosen: ReadonlySet<string>;
  readonly run: GroupRun;
}

/** The one press, how far it is, and what came of it. */
function GroupWork({ guests, chosen, run }: GroupWorkProps) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const { progress } = run;
  const here = guests.filter(({ admission }) => admission !== null).length;
  if (progress !== null)
    return (
      <div className="group-work">
        <WorkProgress
          label={t('group.running')}
          {...progress}
          words={t('group.progress', {
            done: count(progress.done, language),
            total: count(progress.total, language),
          })}
        />
        <Button className="button" data-action="stop-group" autoFocus onPress={run.stop}>
          {t('group.stop')}
        </Button>
      </div>
    );
  return (
    <div className="group-work">
      <p>{t('group.here', { here: count(here, language), total: count(guests.length, language) })}</p>
      <Button
        className="button primary"
        data-action="check-in-group"
        isDisabled={chosen.size === 0}
        onPress={() => void run.start([...chosen])}
      >
        {t('group.checkIn', { count: count(chosen.size, language) })}
      </Button>
      <Summary results={run.results} />
    </div>
  );
}

/** How many of each answer, in words. */
function Summary({ results }: { results: ReadonlyMap<string, GroupResult> }) {
  const { t } = useTranslation();
  const counts = new Map<string, number>();
  for (const result of results.values()) {
    const word =
      result.kind === 'answer' ? t(`verdict.${shownOf(result.result)}.word`) : t(`group.${result.kind}`);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const parts = [...counts].map(([word, number]) => `${word}: ${count(number, currentLanguage())}`);
  return (
    <p role="status" className="group-summary">
      {parts.join(' · ')}
    </p>
  );
}
