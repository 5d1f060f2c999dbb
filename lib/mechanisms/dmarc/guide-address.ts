import type { StepQuestion, SteppedWith } from '../../steps.ts';
import { hostOfReportUri } from './report-hosts.ts';
import { splitUris } from './uris.ts';

/** The addresses for reports, which only the owner knows: each is read as it is typed. */

export const ADDRESS_QUESTION = 'dmarc-rua';

/** What steps that ask for an address are made with. */
export interface AskedWith extends SteppedWith {
  /** Hosts that are known to take no mail, and so no reports. */
  readonly deadHosts: readonly string[];
}

/** What was typed, as URIs of a record; `fault` is the first line that is no address, or null. */
export interface TypedAddresses {
  readonly uris: readonly string[];
  readonly fault: string | null;
  /** It is one, at a host that takes no mail. */
  readonly isDead: boolean;
}

/** Reads the answer: an address, or a URI, a line. What separates in a record is escaped (RFC 9989 §4.8). Pure. */
export function typedAddresses({
  answers,
  deadHosts,
}: Pick<AskedWith, 'answers' | 'deadHosts'>): TypedAddresses {
  const lines = (answers[ADDRESS_QUESTION] ?? []).map((line) => line.trim()).filter((line) => line !== '');
  const uris: string[] = [];
  for (const line of lines) {
    const uri = uriOf(line);
    if (uri === null) return { uris: [], fault: line, isDead: false };
    if (deadHosts.includes(hostOfReportUri(uri) ?? '')) return { uris: [], fault: line, isDead: true };
    if (!uris.includes(uri)) uris.push(uri);
  }
  return { uris, fault: null, isDead: false };
}

function uriOf(line: string): string | null {
  const bare = line.replace(/^rua\s*=\s*/i, '').replace(/^mailto:/i, '');
  const uri = `mailto:${bare.replaceAll(/[,;!]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`;
  const [read] = splitUris(uri);
  // A host with one label is in nobody's DNS but the owner's own.
  const isReachable = hostOfReportUri(uri)?.includes('.') === true;
  return read?.fault === null && isReachable ? uri : null;
}

/** The question itself, with what is wrong with the answer. */
export function addressQuestion(context: AskedWith, isOptional = false): StepQuestion {
  const { say, policyDomain } = context;
  const { fault, isDead } = typedAddresses(context);
  return {
    name: ADDRESS_QUESTION,
    label: say(isOptional ? 'dmarc.guide.address.optional' : 'dmarc.guide.address.label'),
    hint: say('dmarc.guide.address.hint', { domain: policyDomain }),
    form: 'lines',
    options: [],
    fault:
      fault === null
        ? null
        : say(isDead ? 'dmarc.guide.address.dead' : 'dmarc.guide.address.fault', { line: fault }),
  };
}
