import { TLSRPT_PROBLEMS, type TlsrptProblemCode } from './problems.ts';
import type { GenericSchema } from 'valibot';
import type { RecordFacts } from '../../dns/record-facts.ts';
import type { Pending } from '../../outcome.ts';
import { recordFacts } from '../../stored/facts.ts';
import { strings } from '../../stored/shapes.ts';
import type { TlsrptRecord } from './record.ts';

/** What is found of where failures are reported. */
export interface TlsrptParts {
  readonly tlsrpt: Pending | RecordFacts<TlsrptRecord, TlsrptProblemCode>;
}

const tlsrpt: GenericSchema<unknown, TlsrptParts['tlsrpt']> = recordFacts({ rua: strings }, TLSRPT_PROBLEMS);

export const TLSRPT_STORED = { tlsrpt };
