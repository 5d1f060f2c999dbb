import type { Sign } from '../../lib/report/blocks.ts';
import type { MessageAnswer } from '../../lib/mechanisms/dkim/message-question.ts';
import type { SignatureState, VerifiedSignature } from '../../lib/mechanisms/dkim/verify.ts';
import { isAligned, type MessageAlignment } from '../../lib/mechanisms/dmarc/alignment-form.ts';
import { keyOf, say } from '../../lib/locales/say.ts';
import { Marked } from '../BlockTable.tsx';
import { Sentence } from '../Sentence.tsx';
import type { ReadOutline, Verified } from './use-check-message.ts';

export interface MessageResultProps {
  readonly given: { readonly outline: ReadOutline };
  readonly verified: Verified;
  readonly answer: Extract<MessageAnswer, { state: 'answered' }>;
}

const SIGNS: Readonly<Record<SignatureState, Sign>> = {
  intact: 'yes',
  altered: 'no',
  'header-only': 'unsure',
  wrong: 'no',
  expired: 'no',
  malformed: 'no',
  sha1: 'no',
  'key-revoked': 'no',
  'key-weak': 'no',
  'key-invalid': 'no',
  'key-mismatch': 'no',
  'key-absent': 'no',
  'key-unavailable': 'unsure',
  unsupported: 'unsure',
};

/** Each signature with what became of it, and how the message stands to the policy of its author's domain. */
export function MessageResult({ given: { outline }, verified, answer: { alignment } }: MessageResultProps) {
  return (
    <>
      <h3 id="message-signatures">{say('checkMessage.signatures')}</h3>
      <ol class="way signatures" aria-labelledby="message-signatures">
        {verified.signatures.map((each, index) => (
          <Signature verified={each} fromFields={verified.fromFields} key={index} />
        ))}
      </ol>
      {!verified.isBodyGiven && verified.signatures.some(({ state }) => state === 'header-only') && (
        <p>{say('checkMessage.bodyMissing')}</p>
      )}
      {outline.from === null && <p class="no">{say('checkMessage.noAuthor')}</p>}
      {alignment && <Aligned alignment={alignment} outline={outline} signatures={verified.signatures} />}
    </>
  );
}

interface SignatureProps {
  readonly verified: VerifiedSignature;
  /** Only where there is one, the signature shows who wrote the message. */
  readonly fromFields: number;
}

function Signature({ verified, fromFields }: SignatureProps) {
  const { state, signature, key, reason } = verified;
  const notes = [
    ...notesOf(verified),
    ...(fromFields > 1 ? [say('checkMessage.severalFromNote')] : []),
    ...(fromFields === 0 ? [say('checkMessage.noFromNote')] : []),
  ];
  // What verifiers do with it hangs on more than the signature.
  const sign = state === 'intact' && notes.length > 0 ? 'differs' : SIGNS[state];
  const of = {
    domain: signature?.domain ?? '',
    name: signature?.keyName ?? '',
    reason: reason === null ? '' : say(`dns.${keyOf(reason)}`),
  };
  return (
    <li data-state={state}>
      <p class="verdict">
        <Marked text={say(`checkMessage.state.${keyOf(state)}.title`, of)} sign={sign} />
      </p>
      <p>
        <Sentence text={say(`checkMessage.state.${keyOf(state)}.text`, of)} />
      </p>
      {notes.map((note) => (
        <p key={note}>
          <Sentence text={note} />
        </p>
      ))}
      {signature && (
        <small>
          <Sentence
            text={say('checkMessage.signature', {
              domain: signature.domain,
              selector: signature.selector,
              type: key?.type === 'rsa' && key.bits ? `RSA ${key.bits}` : signature.keyType,
            })}
          />
        </small>
      )}
    </li>
  );
}

/** What a verdict alone would hide. */
function notesOf({ isTesting, isAhead, keys, covers, signature }: VerifiedSignature): string[] {
  const { signed = 0, octets = 0 } = covers ?? {};
  return [
    ...(isTesting ? [say('checkMessage.testing')] : []),
    ...(isAhead ? [say('checkMessage.ahead')] : []),
    ...(keys > 1 ? [say('checkMessage.severalKeys', { count: keys })] : []),
    ...(signature?.bodyLength !== null && signed < octets
      ? [say('checkMessage.partly', { signed, octets })]
      : []),
  ];
}

interface AlignedProps {
  readonly alignment: MessageAlignment;
  readonly outline: ReadOutline;
  readonly signatures: readonly VerifiedSignature[];
}

type Way = 'yes' | 'no' | 'unknown';

/** The domains of the message drawn beside that of its author, each with whether DMARC counts it. */
function Aligned({ alignment, outline, signatures }: AlignedProps) {
  const { from, state, policy, adkim, aspf } = alignment;
  const wayOf = (domain: string, form: 'r' | 's'): Way => {
    const kinship = alignment.domains.find((each) => each.domain === domain)?.kinship ?? 'unknown';
    const is = isAligned(kinship, form);
    return is === null ? 'unknown' : is ? 'yes' : 'no';
  };
  const signed = signatures.flatMap(({ signature, state: what, isTesting }) =>
    signature
      ? [
          {
            domain: signature.domain,
            isIntact: what === 'intact' && !isTesting,
            way: wayOf(signature.domain, adkim),
          },
        ]
      : [],
  );
  const isOpen = signatures.some(({ state: what }) => SIGNS[what] === 'unsure');
  const passes = signed.some(({ isIntact, way }) => isIntact && way === 'yes');
  const mayPass = isOpen || signed.some(({ isIntact, way }) => isIntact && way === 'unknown');
  const verdict = passes ? 'yes' : mayPass ? 'unknown' : 'no';
  const { envelope } = outline;
  const forms = { adkim: say(`checkMessage.form.${adkim}`), aspf: say(`checkMessage.form.${aspf}`) };
  return (
    <>
      <h3 id="message-alignment">{say('checkMessage.alignment')}</h3>
      <p>
        <Sentence text={policyWords(state, from, policy)} />
      </p>
      <ul class="aligned" aria-labelledby="message-alignment">
        {signed.map(({ domain, way, isIntact }, index) => (
          <li key={index}>
            <Marked
              text={say(`checkMessage.dkim.${way}`, { domain, from, form: forms.adkim })}
              sign={way === 'yes' ? (isIntact ? 'yes' : 'differs') : way === 'no' ? 'no' : 'unsure'}
            />
          </li>
        ))}
        <li>
          {envelope === null ? (
            <Marked text={say('checkMessage.spf.none')} sign="open" />
          ) : (
            <Marked
              text={say(`checkMessage.spf.${wayOf(envelope, aspf)}`, {
                domain: envelope,
                from,
                form: forms.aspf,
              })}
              // Whether SPF passes depends on an address that no message proves.
              sign={wayOf(envelope, aspf) === 'no' ? 'no' : 'unsure'}
            />
          )}
        </li>
      </ul>
      <p>
        <Sentence text={say(`checkMessage.dmarc.${verdict}`, { from })} />
      </p>
    </>
  );
}

function policyWords(state: MessageAlignment['state'], from: string, policy: string | null): string {
  return say(`checkMessage.policy.${state}`, { from, policy: policy ?? '' });
}
