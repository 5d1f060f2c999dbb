import type { GuideProps } from './guide-props.ts';
import { useState } from 'preact/hooks';
import type { Plan as PlanFacts, NoPlan } from '../../lib/guide/plan.ts';
import { mxChangePlan, noMxChange } from '../../lib/guide/plan-change-mx.ts';
import { greatestKnownMaxAge, NONE_GREATER, removalPlan } from '../../lib/guide/plan-removal.ts';
import { rollOutPlan } from '../../lib/guide/plan-roll-out.ts';
import { say, sayPlainly } from '../../lib/locales/say.ts';
import { digestOf } from '../../lib/verdict/make-digest.ts';
import { visibleText } from '../../lib/text/visible-text.ts';
import { durationWords } from '../format.ts';
import { offerFor } from '../GuideOffer.tsx';
import { Plan } from './Plan.tsx';
import { DAY_SECONDS } from '../../lib/guide/day.ts';

/** The three plans with their dates: to the full protection, to other mail servers, and back. */
export function Plans(props: GuideProps) {
  const { assessment } = props;
  const now = assessment.finishedAt ?? assessment.startedAt;
  const noChange = noMxChange(assessment);
  const plan = (facts: PlanFacts | NoPlan) => <Plan {...props} plan={facts} now={now} />;
  return (
    <section aria-labelledby="plans">
      <h2 id="plans">{say('guide.plans.title')}</h2>
      <p class="quiet">{say('guide.plans.hint')}</p>
      {/* In a trial without a fault it is what comes next. */}
      <details data-plan="roll-out" open={offerFor(digestOf(assessment, now)) === 'next'}>
        <summary>
          <h3>{say('guide.plans.roll_out')}</h3>
        </summary>
        {plan(rollOutPlan(assessment, now))}
      </details>
      <details data-plan="change-mx">
        <summary>
          <h3>{say('guide.plans.change_mx')}</h3>
        </summary>
        {noChange ? (
          plan(noChange)
        ) : (
          <ChangeOfMx
            {...props}
            show={(added, removed) => plan(mxChangePlan(assessment, added, removed, now))}
          />
        )}
      </details>
      <details data-plan="remove">
        <summary>
          <h3>{say('guide.plans.remove')}</h3>
        </summary>
        <Removal
          known={greatestKnownMaxAge(assessment)}
          show={(greatest) => plan(removalPlan(assessment, now, greatest))}
        />
      </details>
    </section>
  );
}

/** Strangers decide how many mail servers there are. */
const MOST_OFFERED = 500;

type Shown = ReturnType<typeof Plan>;

function ChangeOfMx({
  assessment: { mx },
  show,
}: GuideProps & { show: (added: string, removed: string | null) => Shown }) {
  const [added, setAdded] = useState('');
  const [removed, setRemoved] = useState<string | null>(null);
  const hosts = mx.state === 'found' ? [...new Set(mx.hosts.map(({ name }) => name))] : [];
  return (
    <>
      <div class="choosing">
        <label htmlFor="mx-added">{say('guide.plans.added')}</label>
        <input
          id="mx-added"
          type="text"
          inputMode="url"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          value={added}
          onInput={({ currentTarget: { value } }) => setAdded(value)}
        />
        <label htmlFor="mx-removed">{say('guide.plans.removed')}</label>
        <select
          id="mx-removed"
          autocomplete="off"
          value={removed ?? ''}
          onChange={({ currentTarget: { value } }) => setRemoved(value === '' ? null : value)}
        >
          <option value="">{say('guide.plans.none')}</option>
          {hosts.slice(0, MOST_OFFERED).map((host) => (
            <option key={host} value={host}>
              {visibleText(host)}
            </option>
          ))}
          {hosts.length > MOST_OFFERED && (
            <option disabled>{say('more.missing', { count: hosts.length - MOST_OFFERED })}</option>
          )}
        </select>
      </div>
      {added.trim() !== '' && show(added, removed)}
    </>
  );
}

const GREATEST = [1, 7, 30, 182, 365].map((days) => days * DAY_SECONDS);

function Removal({
  known,
  show,
}: {
  known: number | null;
  show: (greatestMaxAgeSeconds: number | null) => Shown;
}) {
  const [greatest, setGreatest] = useState<number | null>(null);
  return (
    <>
      <div class="choosing">
        <label htmlFor="greatest">{say('guide.plans.greatest')}</label>
        <p id="greatest-hint" class="quiet">
          {say('guide.plans.greatestHint')}
        </p>
        <select
          id="greatest"
          autocomplete="off"
          aria-describedby="greatest-hint"
          value={greatest ?? ''}
          onChange={({ currentTarget: { value } }) => setGreatest(value === '' ? null : Number(value))}
        >
          <option value="">{say('guide.plans.unknownGreatest')}</option>
          {known !== null && (
            <option value={String(NONE_GREATER)}>
              {sayPlainly('guide.plans.noneGreater', { known: durationWords(known) })}
            </option>
          )}
          {GREATEST.map((seconds) => (
            <option key={seconds} value={String(seconds)}>
              {durationWords(seconds)}
            </option>
          ))}
        </select>
      </div>
      {show(greatest)}
    </>
  );
}
