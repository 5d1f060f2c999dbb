import { useEffect, useRef, useState } from 'preact/hooks';
import { say } from '../lib/locales/say.ts';
import { AutomaticChoice } from './AutomaticChoice.tsx';
import { NoteLine, useNote } from './Note.tsx';
import type { OptionsProps } from './Options.tsx';
import { PolicyAccess } from './PolicyAccess.tsx';
import { ResolverForm } from './ResolverForm.tsx';
import { Seal } from './Seal.tsx';
import { Sentence } from './Sentence.tsx';

export type WelcomeProps = Pick<
  OptionsProps,
  | 'settings'
  | 'access'
  | 'isAutomaticAllowed'
  | 'onResolver'
  | 'onAllPolicies'
  | 'onRevokePolicies'
  | 'onAutomatic'
> & {
  /** The person is through, or does not want to be. */
  readonly onDone: () => void;
};

const STEPS = 3;

/** Three short steps after the installation. Nothing here has to be done, and all of it can be done later. */
export function Welcome(props: WelcomeProps) {
  const [step, setStep] = useState(1);
  const heading = useRef<HTMLHeadingElement>(null);
  const [hasMoved, setMoved] = useState(false);
  const go = (to: number) => {
    setStep(to);
    setMoved(true);
  };
  // A new step is read out, and Tab goes on from its start; the first one is where the page begins anyway.
  useEffect(() => {
    if (hasMoved) heading.current?.focus();
  }, [step, hasMoved]);
  const isLast = step === STEPS;
  return (
    <main class="welcome page" data-step={step}>
      <header>
        <img src="/icon/128.png" alt="" width="56" height="56" />
        <div>
          <p class="quiet">{say('welcome.step', { step, steps: STEPS })}</p>
          <h1 ref={heading} tabIndex={-1}>
            {step === 1 ? say('welcome.does') : step === 2 ? say('welcome.sends') : say('welcome.choices')}
          </h1>
        </div>
      </header>
      {step === 1 && <Does />}
      {step === 2 && <Sends resolver={props.settings.resolver.name} />}
      {isLast && <Choices {...props} />}
      <nav class="row" aria-label={say('welcome.steps')}>
        {step > 1 && (
          <button type="button" name="back" onClick={() => go(step - 1)}>
            {say('welcome.back')}
          </button>
        )}
        <button
          type="button"
          name="next"
          class="main"
          onClick={() => (isLast ? props.onDone() : go(step + 1))}
        >
          {isLast ? say('welcome.finish') : say('welcome.next')}
        </button>
        {!isLast && (
          <button type="button" name="skip" class="plain" onClick={props.onDone}>
            {say('welcome.skip')}
          </button>
        )}
      </nav>
    </main>
  );
}

function Does() {
  return (
    <section>
      <p>{say('welcome.doesText')}</p>
      <ul class="signs">
        <li class="tone-good">
          <Seal standing="enforced" /> {say('welcome.sealed')}
        </li>
        <li class="tone-bad">
          <Seal standing="broken" /> {say('welcome.broken')}
        </li>
        <li class="tone-idle">
          <Seal standing="absent" /> {say('welcome.absent')}
        </li>
      </ul>
      <p>{say('welcome.doesHow')}</p>
    </section>
  );
}

function Sends({ resolver }: { resolver: string }) {
  return (
    <section>
      <dl class="sends">
        <dt>{say('welcome.nothing')}</dt>
        <dd>{say('welcome.nothingText')}</dd>
        <dt>
          <Sentence text={say('welcome.resolver', { resolver })} />
        </dt>
        <dd>{say('welcome.resolverText')}</dd>
        <dt>{say('welcome.host')}</dt>
        <dd>{say('welcome.hostText')}</dd>
        <dt>{say('welcome.nobody')}</dt>
        <dd>{say('welcome.nobodyText')}</dd>
      </dl>
    </section>
  );
}

function Choices(props: WelcomeProps) {
  const { settings, access, isAutomaticAllowed } = props;
  const [note, run] = useNote();
  const save = (work: Promise<boolean>) => run(work.then((isSaved) => (isSaved ? 'saved' : 'refused')));
  return (
    <>
      <p class="quiet">{say('welcome.later')}</p>
      <PolicyAccess
        access={access}
        onAllow={() => save(props.onAllPolicies())}
        onRevoke={() => run(props.onRevokePolicies().then(() => 'saved'))}
      />
      <ResolverForm
        key={settings.resolver.url}
        resolver={settings.resolver}
        isLocked={settings.locked.resolver}
        isConfirmed={settings.isResolverConfirmed}
        savesAtOnce
        onSave={(chosen) => {
          const saving = props.onResolver(chosen);
          run(saving.then((isSaved) => (isSaved ? 'saved' : 'denied')));
          return saving.catch(() => false);
        }}
      />
      <AutomaticChoice
        automatic={settings.automatic}
        isAllowed={isAutomaticAllowed}
        isLocked={settings.locked.automatic}
        onChange={(isOn) => save(props.onAutomatic(isOn))}
      />
      <NoteLine note={note} />
    </>
  );
}
