import type { RecordType } from '../../dns/lookup.ts';
import { asciiDomain } from '../../names/asked-name.ts';
import { parseClient, type Address } from './address.ts';
import type { HostAnswer } from './check-host.ts';

/** What a person may type that a macro can put into a question. */
export type Typed = 'address' | 'sender' | 'helo';

/** That the name servers of a domain may learn what was typed. */
export interface Agreement {
  /** The registered domain that the question is below. */
  readonly owner: string;
  readonly tells: readonly Typed[];
}

/** A question that was not sent, since it would tell somebody what was typed, and nobody has agreed to that. */
export interface Withheld extends Agreement {
  /** The name as it would be asked. */
  readonly name: string;
}

/** "May this address send?" as a page asks it: texts, checked where they arrive. */
export interface SendQuestion {
  readonly domain: string;
  readonly ip: string;
  /** The address behind MAIL FROM; "" for none. */
  readonly sender: string;
  /** What the client calls itself; "" for nothing. */
  readonly helo: string;
  /** What the person agreed to since they asked. */
  readonly agreed: readonly Agreement[];
}

/** The parts of it that a person types. */
export type SendField = 'ip' | 'sender' | 'helo';

/** What comes of it. JSON: it crosses messages. Nothing of it is stored. */
export type SendAnswer =
  /** A text that is not what it should be. `sender-elsewhere`: the sender is of another domain, which receivers would check in place of this one. */
  | { readonly state: 'refused'; readonly why: SendField | 'sender-elsewhere' }
  /** The resolver may not be asked. */
  | { readonly state: 'not-permitted'; readonly resolver: string }
  | {
      readonly state: 'answered';
      readonly answer: HostAnswer;
      /** The address as it was read: IPv4 also where it was mapped into IPv6. */
      readonly client: string;
      /** Where there is any, the answer is none yet, or lacks the explanation of a fail alone. */
      readonly withheld: readonly Withheld[];
      /** True where only the explanation of a fail is missing for it. */
      readonly isDecided: boolean;
      readonly resolver: string;
      /** Every question that was sent, in order of its answer. */
      readonly sent: readonly SentQuestion[];
    };

export interface SentQuestion {
  readonly name: string;
  readonly type: RecordType;
  /** The RCODE of the response, or why there was no usable one. */
  readonly outcome: string;
}

/** The same, read. */
export interface ReadSendQuestion {
  readonly client: Address;
  /** In lower case, A-labels. */
  readonly domain: string;
  /** The local part of the sender; null where none was typed. */
  readonly local: string | null;
  /** Null where none was typed. */
  readonly helo: string | null;
}

/** The most characters of an address (RFC 5321 §4.5.3.1.3), and of a name. */
const MOST = { ip: 64, sender: 254, helo: 255 };

/** Reads what was typed about `domain`, or gives which text is not what it should be. Pure. */
export function readSendQuestion(
  { ip, sender, helo }: Pick<SendQuestion, SendField>,
  domain: string,
): ReadSendQuestion | { readonly refused: SendField | 'sender-elsewhere' } {
  const client = ip.length > MOST.ip ? null : parseClient(ip);
  if (client === null) return { refused: 'ip' };
  const typed = sender.trim();
  const at = typed.lastIndexOf('@');
  if (typed !== '' && (at < 1 || typed.length > MOST.sender || /\p{C}/u.test(typed)))
    return { refused: 'sender' };
  // Receivers check the domain of the sender (RFC 7208 §2.4): with another one the verdict would be nobody's.
  if (typed !== '' && asciiDomain(typed.slice(at + 1)).toLowerCase() !== domain)
    return { refused: 'sender-elsewhere' };
  const name = asciiDomain(helo.trim());
  if (name !== '' && (name.length > MOST.helo || !/^[\x21-\x7e]+$/.test(name))) return { refused: 'helo' };
  return { client, domain, local: at < 1 ? null : typed.slice(0, at), helo: name || null };
}
