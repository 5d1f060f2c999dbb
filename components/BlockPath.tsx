import type { PathEnd, Stop, ToldPath } from '../lib/report/blocks.ts';
import { TREATMENT_TONES } from '../lib/report/treatment.ts';
import type { Standing } from '../lib/verdict/headlines.ts';
import { Mark } from './Mark.tsx';
import { Seal } from './Seal.tsx';
import { Sentence } from './Sentence.tsx';

/** The seal of a server is that of a domain where all servers are treated so. */
const SEALS: Readonly<Record<PathEnd['treatment'], Standing>> = {
  verified: 'enforced',
  dane: 'dane',
  encrypted: 'fragile',
  some: 'fragile',
  tested: 'testing',
  reported: 'uncovered',
  refused: 'uncovered',
  held: 'held',
  disputed: 'uncovered',
  unreachable: 'no-mail',
  'no-mail': 'no-mail',
  unprotected: 'absent',
  unknown: 'unknown',
};

/** The way of a message, drawn as boxes with arrows between them. It is a list, so that it is heard in the same order as it is seen. */
export function PathView({ stops, ends }: ToldPath) {
  return (
    <ol class="path">
      {stops.map((stop) => (
        <StopView key={stop.title} {...stop} />
      ))}
      {ends.length > 0 && (
        <li class="ends">
          <ul>
            {ends.map((end, index) => (
              <EndView key={index} {...end} />
            ))}
          </ul>
        </li>
      )}
    </ol>
  );
}

function StopView({ title, text, sign }: Stop) {
  return (
    <li class={`stop ${sign ?? ''}`}>
      <b>
        {sign && <Mark sign={sign} />} {title}
      </b>
      <small>
        <Sentence text={text} />
      </small>
    </li>
  );
}

function EndView({ title, text, treatment }: PathEnd) {
  return (
    <li class={`tone-${treatment === 'no-mail' ? 'idle' : TREATMENT_TONES[treatment]}`}>
      <Seal standing={SEALS[treatment]} />
      <span>
        <b>
          <Sentence text={title} />
        </b>
        <small>
          <Sentence text={text} />
        </small>
      </span>
    </li>
  );
}
