import { useEffect, useRef } from 'preact/hooks';
import type { Assessment } from '../../lib/check/assessment.ts';
import { isPublished, standingOfSelector } from '../../lib/mechanisms/dkim/added.ts';
import { MORE_SELECTORS_COUNT } from '../../lib/mechanisms/dkim/limits.ts';
import type { DomainName } from '../../lib/names/domain-name.ts';
import { say } from '../../lib/locales/say.ts';
import { ResolverPermission, type PermissionActions } from '../Permission.tsx';
import { Sentence } from '../Sentence.tsx';
import { useFurtherLook, type FurtherLook } from './use-further-look.ts';
import type { AddedActions } from './use-selectors.ts';

export interface MoreSelectorsProps extends Pick<AddedActions, 'onAddNames'>, PermissionActions {
  readonly domain: DomainName;
  readonly assessment: Assessment;
  readonly isPrivate: boolean;
}

/** The look for more selectors, which says how many names it would ask for, how far it is, and what it found. */
export function MoreSelectors({ domain, assessment, isPrivate, onAddNames, ...actions }: MoreSelectorsProps) {
  const { dkim, resolver } = assessment;
  const { look, start, stop } = useFurtherLook(domain, isPrivate, { onAddNames });
  const status = useRef<HTMLDivElement>(null);
  const { kind } = look;
  useEffect(() => {
    // The button that was pressed is gone.
    if (kind === 'done' || kind === 'stopped') status.current?.focus();
  }, [kind]);
  if (dkim.state === 'pending') return null;
  const isNone = dkim.base === 'nxdomain' && dkim.selectors.length === 0;
  return (
    <>
      <h3>{say('selectors.look.title')}</h3>
      <p class="quiet">
        <Sentence
          text={
            isNone
              ? say('selectors.look.none', { name: `_domainkey.${domain}` })
              : say('selectors.look.intro', { resolver: resolver.name, count: MORE_SELECTORS_COUNT, domain })
          }
        />
      </p>
      {!isNone && (
        <div class="actions">
          {kind === 'looking' ? (
            <button type="button" onClick={stop}>
              {say('selectors.look.stop')}
            </button>
          ) : (
            kind !== 'done' && (
              <button type="button" onClick={() => void start(dkim.asked)}>
                {say('selectors.look.start')}
              </button>
            )
          )}
        </div>
      )}
      {kind === 'looking' && (
        <progress aria-label={say('selectors.look.progressOf')} value={look.asked} max={look.names.length} />
      )}
      <div role="status" tabIndex={-1} ref={status} class="look" data-look={kind}>
        <LookWords look={look} assessment={assessment} />
        {kind === 'not-permitted' && (
          <>
            <p class="no">
              <Sentence text={say('maySend.notPermitted', { resolver: look.resolver })} />
            </p>
            <ResolverPermission {...actions} resolver={look.resolver} />
          </>
        )}
      </div>
    </>
  );
}

function LookWords({ look, assessment }: { readonly look: FurtherLook; readonly assessment: Assessment }) {
  if (!('names' in look)) return null;
  const { kind, names, asked, unanswered } = look;
  const found = names.filter((name) => isPublished(standingOfSelector(assessment, name))).length;
  const numbers = { asked, all: names.length, found };
  return (
    <>
      <p>{say(`selectors.look.${WORDS[kind]}`, numbers)}</p>
      {unanswered > 0 && <p>{say('selectors.look.unanswered', { count: unanswered })}</p>}
      {kind === 'failed' && <p class="no">{say('selectors.look.failed')}</p>}
    </>
  );
}

const WORDS = { looking: 'progress', done: 'done', stopped: 'stopped', failed: 'stopped' } as const;
