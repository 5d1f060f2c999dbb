import type { Cleanup } from './cleanup.ts';
import type { DnsKind } from './dns-server.ts';
import type { FaultHook } from './dns-faults.ts';
import type { DohRequest } from './embedded-doh.ts';
import type { Gate } from './gates.ts';
import type { HostRequest } from './policy-hosts.ts';
import type { Answer } from './policy-answer.ts';
import type { Publication } from './publish.ts';
import type { Query } from './query-log.ts';
import type { World } from './description/types.ts';

/** A running lab. Everything listens on loopback, on ports that were free. */
export interface Lab {
  /** As it was at the start. */
  world: World;
  /** Which DNS server answers. */
  dns: DnsKind;
  /** For the extension's custom resolver; the name leads to loopback in the lab's browsers and fetches. */
  dohUrl: string;
  /** Where policy hosts and websites listen on loopback. */
  hostsPort: number;
  caCertificatePem: string;
  /** SHA-256 of the public key that all good certificates, and only they, share; base64. */
  goodKeyHash: string;
  /** Lead every name of a Chromium to the lab, and nowhere else. */
  chromiumArgs(): string[];
  /** Do the same for Firefox. */
  firefoxPrefs(): Record<string, string | number | boolean>;
  /** Every question that DNS was asked, in order. */
  queries(): Promise<readonly Query[]>;
  /** With headers and messages; only the embedded server can tell. Throws with BIND. */
  dohRequests(): readonly DohRequest[];
  /** Every HTTPS request to policy hosts and websites, in order. */
  policyRequests(): readonly HostRequest[];
  /** What went out in answer to each request for a policy, in order. */
  policyAnswers(): readonly Answer[];
  /** The name in every TLS handshake with them, in order, also where it failed. */
  handshakes(): readonly string[];
  /** Every `host:port` that Firefox wanted to reach, in order. */
  proxied(): readonly string[];
  clearLogs(): Promise<void>;
  /** Stops the answers of a policy host in the middle: headers are out, the body waits. */
  hold(host: string): Gate;
  /**
   * Changes what the owner of a domain has published; resolves when everybody is told the new. A Chromium that runs already keeps missing
   * a policy host that had no address, or refused, when a record announced it at the start.
   */
  publish(domain: string, publication: Publication): Promise<void>;
  /** What goes wrong in DNS from now on; only the embedded server can. Throws with BIND. */
  setDnsFault(hook: FaultHook | undefined): void;
  /** A fetch inside the lab with the redirects of Node (a 301 is a 301). */
  nodeFetch: typeof fetch;
  /** A fetch inside the lab with the redirects of a browser (`opaqueredirect`). */
  browserLikeFetch: typeof fetch;
  /** For what else has to end before the lab, such as browsers. */
  cleanup: Cleanup;
  stop(): Promise<void>;
}
