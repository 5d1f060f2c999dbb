import { say } from '../../lib/locales/say.ts';

/** What MTA-STS is, for a person who has never heard of it. */
export function Meaning({ isOpen }: { isOpen: boolean }) {
  return (
    <details class="meaning" open={isOpen}>
      <summary>{say('guide.meaning.title')}</summary>
      <p>{say('guide.meaning.mail')}</p>
      <p>{say('guide.meaning.policy')}</p>
      <p>{say('guide.meaning.reports')}</p>
      <p>{say('guide.meaning.order')}</p>
    </details>
  );
}
