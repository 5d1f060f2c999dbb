import { lookBeside, wantsBeside } from '../../dns/beside.ts';
import { recordFacts } from '../../dns/record-facts.ts';
import type { Asking } from '../../mechanism.ts';
import type { TlsrptParts } from './facts.ts';
import { selectTlsrptRecord } from './record.ts';
import { tlsrptNameOf } from './report-record.ts';

/** Asks for the record (RFC 8460 §3) and, where the guide looks, for what answers beside it. Never rejects. */
export async function gatherTlsrpt(asking: Asking<TlsrptParts>): Promise<void> {
  const { policyDomain, lookUp, look, randomLabel, parts, publish } = asking;
  const name = tlsrptNameOf(policyDomain);
  if (parts().tlsrpt.state === 'pending')
    publish({ tlsrpt: recordFacts(await lookUp(name, 'TXT'), selectTlsrptRecord) });
  const facts = parts().tlsrpt;
  if (!wantsBeside(facts, look !== undefined) || !('texts' in facts)) return;
  publish({ tlsrpt: { ...facts, beside: await lookBeside(name, lookUp, randomLabel()) } });
}
