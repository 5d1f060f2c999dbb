import type { Assessment } from '../../lib/assessment.ts';
import { say } from '../../lib/locales/say.ts';
import type { Verdict } from '../../lib/standing.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { dnsFailureWords } from '../finding-words.ts';
import { Skeleton } from '../Facts.tsx';
import { Sentence } from '../Sentence.tsx';
import { Scrolling } from './Scrolling.tsx';
import { consequenceWords } from './words.ts';

/** Each mail server with what DNS says of it, the pattern that covers it, and what a sender does with mail to it. */
export function Consequences({
  assessment,
  verdict,
}: {
  assessment: Assessment | null;
  verdict: Verdict | null;
}) {
  const mx = assessment?.mx;
  return (
    <section aria-labelledby="consequences">
      <h2 id="consequences">{say('report.servers')}</h2>
      {(!mx || mx.state === 'pending') && <Skeleton width={280} />}
      {mx?.state === 'unavailable' && (
        <p class="quiet">
          <Sentence text={say('servers.unavailable', { reason: dnsFailureWords(mx.reason) })} />
        </p>
      )}
      {mx?.state === 'absent' && <p class="quiet">{say('servers.none')}</p>}
      {mx?.state === 'found' && verdict && (
        <>
          <p class="quiet">{say('report.serversHint')}</p>
          <Scrolling labelledBy="consequences">
            <table class="consequences">
              <thead>
                <tr>
                  <th scope="col">{say('report.preference')}</th>
                  <th scope="col">{say('report.server')}</th>
                  <th scope="col">{say('report.address')}</th>
                  <th scope="col">{say('report.alias')}</th>
                  <th scope="col">{say('report.pattern')}</th>
                  <th scope="col">{say('report.consequence')}</th>
                </tr>
              </thead>
              <tbody>
                {verdict.servers.map((server) => (
                  <tr key={`${server.preference} ${server.name}`} class={server.consequence}>
                    <td class="number">{mx.implicit ? '–' : server.preference}</td>
                    <th scope="row">
                      {mx.implicit ? (
                        <Sentence text={say('report.implicitServer', { name: server.name })} />
                      ) : (
                        <bdi>{visibleText(server.name)}</bdi>
                      )}
                    </th>
                    <td>{say(`report.hasAddress.${server.address}`)}</td>
                    <td>
                      {server.aliasOf === null ? (
                        say('report.noAlias')
                      ) : (
                        <bdi>{visibleText(server.aliasOf)}</bdi>
                      )}
                    </td>
                    <td class="by">
                      {server.pattern !== null && <bdi class="raw">{visibleText(server.pattern)}</bdi>}
                      {server.pattern === null && (verdict.coverage ? say('report.noPattern') : '–')}
                    </td>
                    <td class="by">{consequenceWords(server.consequence)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scrolling>
        </>
      )}
    </section>
  );
}
