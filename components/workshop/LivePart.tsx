import { awaitsPermission } from '../../lib/mechanisms/mta-sts/served-policy.ts';
import { useState } from 'preact/hooks';
import type { Assessment } from '../../lib/check/assessment.ts';
import type { DomainName } from '../../lib/names/domain-name.ts';
import { keyOf, say } from '../../lib/locales/say.ts';
import { policyHostOf } from '../../lib/mechanisms/mta-sts/policy-host.ts';
import { serversSection } from '../../lib/report/servers.ts';
import { mxDigest } from '../../lib/verdict/make-digest.ts';
import type { Verdict } from '../../lib/verdict/standing.ts';
import type { Subject } from '../../lib/names/subject.ts';
import { SectionView } from '../Blocks.tsx';
import { momentWords, PAGE_WORDS } from '../format.ts';
import { PolicyPermission, ResolverPermission, type PermissionActions } from '../Permission.tsx';
import { Sentence } from '../Sentence.tsx';

/** What stands behind the live half of the page: the same view as behind popup and report. */
export interface LiveView {
  readonly subject: Subject | null;
  readonly domain: DomainName | null;
  readonly assessment: Assessment | null;
  readonly isInterrupted: boolean;
  readonly isDenied: boolean;
  readonly isPrivate: boolean;
}

export interface LivePartProps extends LiveView, PermissionActions {
  /** What the field holds at first. */
  readonly asked: string;
  /** What would hold if the draft were published; null where there is no policy in it. */
  readonly verdict: Verdict | null;
  /** Gives false for a text that names no domain. */
  readonly onCheck: (text: string) => Promise<boolean>;
  readonly onLoad: () => void;
}

/** The mail servers of a domain, asked for by a click, compared with the draft. */
export function LivePart(props: LivePartProps) {
  const { assessment, verdict } = props;
  const [isRefused, setRefused] = useState(false);
  return (
    <>
      <section aria-labelledby="live">
        <h2 id="live">{say('workshop.live.title')}</h2>
        <p class="quiet">{say('workshop.live.hint')}</p>
        <form
          class="field"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            const text = new FormData(event.currentTarget).get('domain');
            void props.onCheck(typeof text === 'string' ? text : '').then((isTaken) => setRefused(!isTaken));
          }}
        >
          <label htmlFor="live-domain">{say('workshop.live.field')}</label>
          <input
            id="live-domain"
            name="domain"
            type="text"
            inputMode="url"
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            maxLength={2000}
            placeholder="example.com"
            defaultValue={props.asked}
            aria-invalid={isRefused}
            aria-describedby={isRefused ? 'live-error' : undefined}
            onInput={() => setRefused(false)}
          />
          <button type="submit">{say('popup.check')}</button>
          {isRefused && (
            <p id="live-error" class="no" role="alert">
              {say('popup.fieldError')}
            </p>
          )}
        </form>
        <p role="status" class="live-state">
          <Sentence text={stateWords(props)} />
        </p>
        {assessment && props.domain && awaitsPermission(assessment) && (
          <PolicyPermission {...props} host={policyHostOf(props.domain)} />
        )}
        {assessment?.mx.state === 'unavailable' && assessment.mx.reason === 'not-permitted' && (
          <ResolverPermission {...props} resolver={assessment.resolver.name} />
        )}
        {assessment?.finishedAt && (
          <p class="row">
            <button type="button" name="load" onClick={props.onLoad}>
              {say('workshop.live.load')}
            </button>
            <span class="quiet">{say('workshop.live.loadHint')}</span>
          </p>
        )}
        {assessment?.finishedAt && (
          <p class={`as-if tone-${verdict?.tone ?? 'idle'}`} data-standing={verdict?.standing}>
            {verdict === null ? (
              say('workshop.live.noPolicy')
            ) : (
              <>
                {say('workshop.live.asIf')}{' '}
                <strong>{say(`headline.${keyOf(verdict.headline)}.title`)}</strong>{' '}
                {say(`headline.${keyOf(verdict.headline)}.text`)}
              </>
            )}
          </p>
        )}
      </section>
      {assessment && verdict && (
        <SectionView
          {...serversSection({ ...verdict, mx: mxDigest(assessment.mx), outcomes: null }, PAGE_WORDS)}
        />
      )}
    </>
  );
}

function stateWords({ subject, assessment, domain, isInterrupted }: LivePartProps): string {
  if (subject?.state === 'unsupported') {
    const key = keyOf(subject.reason);
    const { text } = subject;
    return `${say(`unsupported.${key}.title`, { text })} ${say(`unsupported.${key}.text`, { text })}`;
  }
  if (isInterrupted) return say('popup.interrupted');
  if (!assessment) return domain ? say('workshop.live.asking', { domain }) : '';
  const { policyDomain, finishedAt, resolver } = assessment;
  return finishedAt === null
    ? say('workshop.live.asking', { domain: policyDomain })
    : say('workshop.live.checked', {
        domain: policyDomain,
        time: momentWords(finishedAt),
        resolver: resolver.name,
      });
}
