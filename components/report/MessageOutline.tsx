import { MOST_SIGNATURES } from '../../lib/mechanisms/dkim/limits.ts';
import { valueOf } from '../../lib/text/sentence.ts';
import { say } from '../../lib/locales/say.ts';
import { Sentence } from '../Sentence.tsx';
import { SmallBlock } from '../SmallBlocks.tsx';
import type { ReadOutline } from './use-check-message.ts';

/** What a message says of itself, and which names would be asked for it. */
export function MessageOutline(props: ReadOutline & { readonly domain: string }) {
  const { from, fromFields, keys, signatures, isMended, domain } = props;
  const isElsewhere = keys.some((key) => key.domain !== domain && !key.domain.endsWith(`.${domain}`));
  return (
    <>
      <p>
        <Sentence text={fromWords(from, fromFields, domain)} />
      </p>
      {signatures === 0 && <p>{say('checkMessage.unsigned')}</p>}
      {signatures > MOST_SIGNATURES && (
        <p>{say('checkMessage.many', { count: signatures, most: MOST_SIGNATURES })}</p>
      )}
      {isMended && <p class="quiet">{say('checkMessage.mended')}</p>}
      {keys.length > 0 && (
        <>
          <p>{say(isElsewhere ? 'checkMessage.asksElsewhere' : 'checkMessage.asks')}</p>
          <SmallBlock
            kind="list"
            name="queries"
            items={[
              ...keys.map(({ name }) => ({ text: `TXT ${valueOf(name)}` })),
              ...(from === null ? [] : [{ text: say('checkMessage.asksPolicy', { domain: from }) }]),
            ]}
          />
        </>
      )}
    </>
  );
}

function fromWords(from: string | null, count: number, domain: string): string {
  if (count > 1) return say('checkMessage.severalFrom');
  if (from === null) return say('checkMessage.noFrom');
  return from === domain
    ? say('checkMessage.from', { from })
    : say('checkMessage.fromElsewhere', { from, domain });
}
