import { useState } from 'preact/hooks';
import type { Consequence } from '../lib/mechanisms/mta-sts/consequence.ts';
import type { ServerVerdict } from '../lib/mechanisms/mta-sts/coverage.ts';
import { uncoveredFirst } from '../lib/mechanisms/mta-sts/uncovered-first.ts';
import { say, sayPlainly } from '../lib/locales/say.ts';
import type { Sign } from '../lib/report/blocks.ts';
import { noServers } from '../lib/report/not-there.ts';
import { visibleText } from '../lib/text/visible-text.ts';
import type { Digest } from '../lib/verdict/digest.ts';
import { PAGE_WORDS } from './format.ts';
import { Mark } from './Mark.tsx';
import { Sentence } from './Sentence.tsx';
import { SmallBlock } from './SmallBlocks.tsx';
import { ToneSign } from './ToneSign.tsx';

/** With more servers than this the list is folded; of those that are not covered, more stay in sight. */
const FOLDED = 6;
const MISSING_IN_SIGHT = 12;
/** So many follow at each click. */
const STEP = 200;

const SIGNS: Record<Consequence, Sign> = {
  verified: 'yes',
  tested: 'yes',
  refused: 'no',
  reported: 'no',
  unprotected: 'open',
  unreachable: 'no',
  unknown: 'unsure',
};

/** Each mail server, the uncovered first; below all that are alike, what a sender does with mail to them. */
export function Servers({ digest }: { digest: Digest | null }) {
  const [most, setMost] = useState(0);
  const mx = digest?.mx;
  const servers = uncoveredFirst(digest?.servers ?? []);
  const isFolded = most === 0 && servers.length > FOLDED + 2;
  const inSight = Math.min(servers.filter(isMissing).length, MISSING_IN_SIGHT);
  const shown = servers.slice(0, isFolded ? Math.max(FOLDED, inSight) : Math.max(most, FOLDED + 2));
  return (
    <section aria-labelledby="servers">
      <h2 id="servers">
        <span>{say('servers.title')}</span>
        {servers.length > 0 && <span aria-hidden="true">{say('servers.preference')}</span>}
      </h2>
      {mx?.state !== 'found' ? (
        <SmallBlock {...noServers(mx, 180, PAGE_WORDS)} />
      ) : (
        <ul class="servers">
          {shown.map((server, index) => (
            <Server
              key={`${server.preference} ${server.name}`}
              server={server}
              isImplicit={mx.isImplicit}
              isFinished={digest?.finishedAt !== null}
              next={shown[index + 1]}
            />
          ))}
        </ul>
      )}
      {shown.length < servers.length && (
        <button type="button" class="plain" onClick={() => setMost(most + STEP)}>
          {isFolded
            ? say('servers.more', { count: servers.length })
            : say('more.missing', { count: servers.length - most })}
        </button>
      )}
    </section>
  );
}

function Server(props: {
  server: ServerVerdict;
  isImplicit: boolean;
  isFinished: boolean;
  /** The one below it: what is true of both is said there. */
  next: ServerVerdict | undefined;
}) {
  const { name, preference, consequence } = props.server;
  const isLastOfItsKind = consequence !== props.next?.consequence;
  const by = patternBeside(props.server);
  const isKnown = consequence !== 'unknown' || props.isFinished;
  return (
    <li class={consequence}>
      {isKnown ? (
        <Mark sign={SIGNS[consequence]} label={say(`servers.sign.${consequence}`)} />
      ) : (
        <ToneSign tone="wait" />
      )}
      <bdi class="name">{visibleText(name)}</bdi>
      {!props.isImplicit && (
        <span class="preference" role="img" aria-label={sayPlainly('servers.preferenceIs', { preference })}>
          {preference}
        </span>
      )}
      {by !== null && (isLastOfItsKind || (props.next && patternBeside(props.next)) !== by) && (
        <span class="by">
          <Sentence text={say('servers.matches', { pattern: by })} />
        </span>
      )}
      {props.isImplicit && <span class="by">{say('servers.implicit')}</span>}
      {isLastOfItsKind && isKnown && <span class="by does">{say(`servers.consequence.${consequence}`)}</span>}
    </li>
  );
}

/** A pattern that is the name itself says nothing new. */
function patternBeside({ name, pattern }: ServerVerdict): string | null {
  return pattern === name ? null : pattern;
}

function isMissing({ consequence }: ServerVerdict): boolean {
  return consequence === 'refused' || consequence === 'reported';
}
