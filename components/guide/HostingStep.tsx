import { useState } from 'preact/hooks';
import { hostingChecksOf, type HostingCheckState } from '../../lib/guide/hosting-checks.ts';
import { HOSTINGS, hostingSnippet, type Hosting } from '../../lib/guide/hosting.ts';
import { say } from '../../lib/locales/say.ts';
import { policyHostOf, policyUrlOf } from '../../lib/mechanisms/mta-sts/policy-host.ts';
import { Sentence } from '../Sentence.tsx';
import { CheckLine } from './CheckLine.tsx';
import { Copyable } from './Copyable.tsx';
import type { PolicyStepProps } from './PolicyStep.tsx';

/** How the file is served: what must hold, and a text to begin with for the usual servers. */
export function HostingStep({ assessment, proposal, onCopyText }: PolicyStepProps) {
  const { policyDomain } = assessment;
  const [hosting, setHosting] = useState<Hosting>('nginx');
  const host = policyHostOf(policyDomain);
  const kind = say(`guide.hosting.kind.${hosting}`);
  return (
    <>
      <h4>
        <Sentence text={say('guide.hosting.must', { url: policyUrlOf(policyDomain) })} />
      </h4>
      <ul class="checks">
        {hostingChecksOf(assessment).map((each) => (
          <CheckLine
            key={each.check}
            name={each.check}
            state={each.state}
            text={say(`guide.hosting.check.${each.check}`, { host })}
            detail={detailWords(each)}
          />
        ))}
      </ul>
      <div class="choosing">
        <label htmlFor="hosting">{say('guide.hosting.title')}</label>
        <select
          id="hosting"
          autocomplete="off"
          value={hosting}
          onChange={({ currentTarget: { value } }) =>
            setHosting(HOSTINGS.find((each) => each === value) ?? hosting)
          }
        >
          {HOSTINGS.map((each) => (
            <option key={each} value={each}>
              {say(`guide.hosting.kind.${each}`)}
            </option>
          ))}
        </select>
      </div>
      <p>
        <Sentence text={say(`guide.hosting.hint.${hosting}`)} />
      </p>
      <Copyable
        what={kind}
        text={hostingSnippet(hosting, policyDomain, proposal.policy.text)}
        onCopyText={onCopyText}
      />
      {hosting !== 'delegated' && (
        <p class="quiet">
          <Sentence text={say('guide.hosting.dns', { host })} />
        </p>
      )}
      {/* A provider's own file is another one. */}
      {hosting !== 'delegated' && (
        <>
          <h4>{say('guide.hosting.look')}</h4>
          <p>{say('guide.hosting.lookHint')}</p>
          <Copyable
            isLine
            what={say('guide.hosting.look')}
            text={`curl -sS ${policyUrlOf(policyDomain)} | sha256sum`}
            onCopyText={onCopyText}
          />
        </>
      )}
    </>
  );
}

function detailWords({ check, state, found }: HostingCheckState): string | null {
  if (state === 'unknown') return say('guide.hosting.detail.unseen');
  if (state === 'done') return null;
  if (check === 'media')
    return found === null
      ? say('guide.hosting.detail.noMedia')
      : say('guide.hosting.detail.media', { mediaType: found });
  if (found === null) return null;
  if (check === 'status') return say('guide.hosting.detail.status', { status: found });
  return check === 'redirect' ? say('guide.hosting.detail.redirect', { target: found }) : null;
}
