import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Assessment } from '../../lib/check/assessment.ts';
import { readableName } from '../../lib/names/domain-name.ts';
import { usualChoices, withMode, type Choices } from '../../lib/guide/choices.ts';
import type { Offers } from '../../lib/guide/offers.ts';
import { proposalFor } from '../../lib/guide/proposal.ts';
import type { PlanPlace } from '../../lib/guide/whole-plan.ts';
import { isUnseen, seenOf } from '../../lib/guide/seen.ts';
import { keyOf, say } from '../../lib/locales/say.ts';
import { REPORT_RECORDS } from '../../lib/mechanisms.ts';
import { isToRepair } from '../../lib/verdict/fault.ts';
import { digestOf } from '../../lib/verdict/make-digest.ts';
import { offerFor } from '../GuideOffer.tsx';
import { Sentence } from '../Sentence.tsx';
import { ChoiceForm } from './ChoiceForm.tsx';
import type { GuideProps } from './guide-props.ts';
import { parameterWords } from './guide-words.ts';
import { Meaning } from './Meaning.tsx';
import { MechanismSteps } from './MechanismSteps.tsx';
import { MxRecords } from './MxRecords.tsx';
import { Plans } from './Plans.tsx';
import { reveal } from './reveal.ts';
import { Steps } from './Steps.tsx';
import { Parked } from './Parked.tsx';
import { WholePlan } from './WholePlan.tsx';

/** What the owner of a domain publishes, step by step, made from its live facts. */
export function Guide(props: GuideProps) {
  const { assessment } = props;
  const [basis, setBasis] = useState(() => basisOf(assessment));
  useEffect(() => {
    // What could not be read at first may change what fits: a policy that is enforced is not to go back to a trial.
    const isNewer = assessment !== basis.before;
    if (isNewer && isPartlyUnknown(basis.before)) setBasis(basisOf(assessment, basis));
  }, [assessment, basis]);
  const { before, chosen } = basis;
  const choices = useMemo<Choices>(() => ({ ...usualChoices(before), ...chosen }), [before, chosen]);
  const offers = useRef(new Map<string, string>());
  const choose = (change: Partial<Choices>) => {
    const { mode, maxAgeSeconds } = withMode(choices, change.mode ?? choices.mode);
    setBasis({
      // An id that was published since then is the old one for what is chosen now.
      before: idOf(assessment) === idOf(before) ? before : assessment,
      chosen: { ...chosen, ...(change.mode && { mode, maxAgeSeconds }), ...change },
      begunAt: basis.begunAt,
      times: basis.times,
    });
  };
  const { mx } = assessment;
  const { begunAt } = basis;
  const { registrableOf } = props;
  const proposal = useMemo(
    () => proposalFor({ ...before, mx }, choices, begunAt, registrableOf, offers.current),
    [before, mx, choices, begunAt, registrableOf],
  );
  const others = useMemo(
    () => (proposal.state === 'proposed' ? othersThan(proposal.policyId, offers.current) : offers.current),
    [proposal],
  );
  // What no choice changes is made once: a hostile policy has thousands of lines.
  const mxRecords = useMemo(() => <MxRecords assessment={assessment} />, [assessment]);
  const plans = useMemo(() => <Plans {...props} />, [props]);
  // What was shown may have been published.
  useEffect(() => {
    if (proposal.state === 'proposed') offers.current.set(proposal.policyId, proposal.policy.text);
  });
  const root = useRef<HTMLDivElement>(null);
  const [sought, setSought] = useState<PlanPlace | null>(null);
  useEffect(() => {
    // A step of a mechanism is drawn once its section is unfolded; where there are no steps of the policy, its plan says why.
    if (sought && sought.kind !== 'advice' && !reveal(root.current, sought))
      reveal(root.current, { kind: 'plan', name: 'roll-out' });
  }, [sought]);
  const domain = readableName(assessment.policyDomain);
  const { firstFault, isWanted } = useMemo(() => {
    const digest = digestOf(assessment, assessment.finishedAt ?? assessment.startedAt);
    const first = digest.findings.find(isToRepair)?.mechanism;
    return { firstFault: first, isWanted: ['repair', 'plans'].includes(offerFor(digest)) };
  }, [assessment]);
  const isOfChoices =
    proposal.state === 'impossible' && ['max-age-out-of-range', 'policy-too-large'].includes(proposal.reason);
  return (
    <div ref={root} class="guide" data-guide={proposal.state}>
      <section aria-labelledby="guide">
        <h2 id="guide">
          <span>
            <Sentence text={say('guide.title', { domain })} />
          </span>
        </h2>
        <Meaning isOpen={proposal.state === 'proposed' && assessment.stsRecord.state === 'absent'} />
        {proposal.state === 'impossible' && (
          <div class="impossible" role="alert">
            <h3>{say('guide.impossible.title')}</h3>
            <p>
              <Sentence
                text={say(`guide.impossible.${keyOf(proposal.reason)}`, parameterWords(proposal.parameters))}
              />
            </p>
          </div>
        )}
        {props.furtherSteps.map((steps) => (
          <MechanismSteps
            key={steps.name}
            {...props}
            steps={steps}
            isUrgent
            isFirstFault={steps.name === firstFault}
            isWanted={false}
            isAsked={steps.name === props.wanted}
            sought={sought}
          />
        ))}
        <WholePlan {...props} onSeek={setSought} />
        <Parked {...props} />
        {(proposal.state === 'proposed' || isOfChoices) && (
          <ChoiceForm
            key={basis.times}
            registrableOf={props.registrableOf}
            assessment={assessment}
            choices={choices}
            proposal={proposal}
            onChoose={choose}
          />
        )}
      </section>
      {proposal.state === 'proposed' && (
        <section aria-labelledby="steps">
          <h2 id="steps">{say('guide.steps')}</h2>
          {mxRecords}
          <Steps {...props} before={before} proposal={proposal} offers={others} />
        </section>
      )}
      {props.furtherSteps.map((steps) => (
        <MechanismSteps
          key={steps.name}
          {...props}
          steps={steps}
          isUrgent={false}
          isFirstFault={steps.name === firstFault}
          isWanted={isWanted && props.wanted === null}
          isAsked={steps.name === props.wanted}
          sought={sought}
        />
      ))}
      {plans}
    </div>
  );
}

/** The facts with which the owner begins, and what was chosen. */
interface Basis {
  readonly before: Assessment;
  /** What the owner has changed; the rest is what fits the facts. */
  readonly chosen: Partial<Choices>;
  /** When the owner began with them, in milliseconds since 1970 UTC: no earlier visit can have shown an id of that time. */
  readonly begunAt: number;
  /** How often the facts were taken anew; what the form made of the earlier ones goes with them. */
  readonly times: number;
}

/** What was chosen stays, and so does the time: the id that was shown may have been published. */
function basisOf(assessment: Assessment, earlier?: Basis): Basis {
  const { chosen, begunAt, times } = earlier ?? { chosen: {}, begunAt: Date.now(), times: 0 };
  return { before: assessment, chosen, begunAt, times: times + 1 };
}

function isPartlyUnknown(assessment: Assessment): boolean {
  const { mx, stsRecord, policy } = seenOf(assessment);
  const reports = REPORT_RECORDS.map(({ name }) => assessment[name]);
  const isUnknown = [mx, stsRecord, policy, ...reports].some(({ state }) => state === 'unavailable');
  return isUnknown || isUnseen(assessment);
}

function idOf({ stsRecord }: Assessment): string | null {
  return stsRecord.state === 'found' ? stsRecord.value.id : null;
}

function othersThan(id: string, offers: Offers): Offers {
  return new Map(Array.from(offers).filter(([offered]) => offered !== id));
}
