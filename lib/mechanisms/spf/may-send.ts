import type { LookUp } from '../../dns/lookup.ts';
import { addressText } from './address.ts';
import { evaluateHost, type HostAnswer } from './check-host.ts';
import { Discretion } from './discretion.ts';
import type { Agreement, ReadSendQuestion, Withheld } from './send-question.ts';

export interface MaySend {
  readonly answer: HostAnswer;
  readonly withheld: readonly Withheld[];
  /** True where the result stands, whatever was withheld: that of a fail is known before its explanation is asked for. */
  readonly isDecided: boolean;
}

/**
 * Whether an address may send in the name of a domain (check_host of RFC 7208), without telling anybody what was typed beyond what was agreed to. `ownerOf`
 * gives the registered domain of a name, `now` milliseconds since 1970 UTC. Where something was withheld and nothing is decided, the answer says how far
 * it came. Never rejects.
 */
export async function maySend(
  question: ReadSendQuestion,
  agreed: readonly Agreement[],
  lookUp: LookUp,
  ownerOf: (name: string) => string,
  now: () => number,
): Promise<MaySend> {
  const { client, domain, local, helo } = question;
  const discretion = new Discretion(question, lookUp, agreed, ownerOf);
  const answer = await evaluateHost(
    {
      ip: addressText(client),
      domain,
      ...(local !== null && { sender: `${local}@${domain}` }),
      ...(helo !== null && { helo }),
    },
    discretion.lookUp,
    now,
  );
  // A question that is withheld ends an evaluation like one that is not answered.
  const isDecided = discretion.withheld.length === 0 || answer.result !== 'temperror';
  return { answer, withheld: discretion.withheld, isDecided };
}
