import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from './executables.mjs';

/** Whether this machine has the tool for the certificate stores of Chromium on Linux and of Firefox. */
export function hasCertificateTool(): boolean {
  return process.platform === 'linux' && findProgram('certutil') !== undefined;
}

/**
 * Makes a new certificate store in `folder` (created where it is missing) that trusts the CA. So good certificates pass and wrong ones
 * still fail. Throws where the tool is missing.
 */
export function createCertificateStore(folder: string, caCertificatePem: string): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'lab-ca.pem');
  writeFileSync(file, caCertificatePem);
  const store = ['-d', `sql:${folder}`];
  execFileSync('certutil', [...store, '-N', '--empty-password']);
  execFileSync('certutil', [...store, '-A', '-t', 'C,,', '-n', 'Waxseal lab', '-i', file]);
}
