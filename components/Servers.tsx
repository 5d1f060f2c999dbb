import type { Consequence } from '../lib/mechanisms/mta-sts/consequence.ts';
import { uncoveredFirst } from '../lib/mechanisms/mta-sts/uncovered-first.ts';
import { useState } from 'preact/hooks';
import type { ServerVerdict } from '../lib/mechanisms/mta-sts/coverage.ts';
import { say, sayPlainly } from '../lib/locales/say.ts';
import type { Sign } from '../lib/report/blocks.ts';
import { noServers } from '../lib/report/not-there.ts';
import { visibleText } from '../lib/text/visible-text.ts';
import type { Digest } from '../lib/verdict/digest.ts';
import { PAGE_WORDS } from './format.ts';
import { Mark } from './Mark.tsx';
import { Sentence } from './Sentence.tsx';
import { SmallBlock } from './SmallBlocks.tsx';

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

/** Each mail server, the uncovered first, by which pattern it is covered, and what a sender does with mail to it. */
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
          {shown.map((server) => (
            <Server
              key={`${server.preference} ${server.name}`}
              server={server}
              isImplicit={mx.isImplicit}
              isFinished={digest?.finishedAt !== null}
              saysPattern={digest?.coverage !== null}
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
  saysPattern: boolean;
}) {
  const { name, preference, pattern, consequence } = props.server;
  return (
    <li class={consequence}>
      <Mark sign={SIGNS[consequence]} label={say(`servers.sign.${consequence}`)} />
      <bdi class="name">{visibleText(name)}</bdi>
      {props.isImplicit ? (
        <span />
      ) : (
        <span class="preference" role="img" aria-label={sayPlainly('servers.preferenceIs', { preference })}>
          {preference}
        </span>
      )}
      <span class="by">
        {props.isImplicit && <>{say('servers.implicit')}. </>}
        {props.saysPattern && (
          <>
            <Sentence
              text={pattern === null ? say('servers.noMatch') : say('servers.matches', { pattern })}
            />{' '}
          </>
        )}
        {(consequence !== 'unknown' || props.isFinished) && say(`servers.consequence.${consequence}`)}
      </span>
    </li>
  );
}

function isMissing({ consequence }: ServerVerdict): boolean {
  return consequence === 'refused' || consequence === 'reported';
}
