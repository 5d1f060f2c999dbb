// `node tests/setup.mjs start|test [arguments]`: sets up what is missing and goes on with Node 24.
// Plain JavaScript without packages, because it runs first on a fresh clone, on whatever Node (20 or later) the machine has.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium, findFirefox, findProgram } from './e2e/browsers/executables.mjs';
import { lockedNode } from './locked-node.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const MODULES = join(ROOT, 'node_modules');
const NODE = lockedNode(ROOT);
/** The first Node that runs TypeScript as it stands. */
const OLDEST_NODE = [22, 18];

const CHROMIUM = { name: 'Chromium, Chrome or Edge', debian: 'chromium', find: findChromium };
const CERTUTIL = {
  name: 'the NSS tools (certutil)',
  debian: 'libnss3-tools',
  find: () => findProgram('certutil'),
};
const BIND = { name: 'BIND', debian: 'bind9', find: () => findProgram('named') };
// Without it the embedded server of the lab blocks names as Unbound does.
const UNBOUND = { name: 'Unbound', debian: 'unbound', find: () => findProgram('unbound') };
const FIREFOX = { name: 'Firefox', debian: 'firefox-esr', find: findFirefox };
// Without any font the pictures of the popup would show boxes.
const FONTS = {
  name: 'fonts',
  debian: 'fonts-dejavu-core',
  find: () => ['/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'].find((file) => existsSync(file)),
};
const XVFB = { name: 'Xvfb', debian: 'xvfb', find: () => findProgram('Xvfb') };
const XDOTOOL = { name: 'xdotool', debian: 'xdotool', find: () => findProgram('xdotool') };

/** What each command runs, wants, and cannot do without. */
const COMMANDS = {
  start: { script: 'tests/lab/open.ts', wanted: [CHROMIUM, CERTUTIL, BIND, FONTS], needed: [CHROMIUM] },
  test: {
    script: 'tests/run.ts',
    wanted: [CHROMIUM, FIREFOX, CERTUTIL, BIND, UNBOUND, FONTS, XVFB, XDOTOOL],
    needed: [CHROMIUM, FIREFOX, CERTUTIL, XVFB, XDOTOOL],
  },
};

const [name, ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name ?? '') ? COMMANDS[name] : undefined;
if (!command) fail(`Usage: node tests/setup.mjs ${Object.keys(COMMANDS).join('|')} [arguments]`);
if (!packagesAreCurrent()) installPackages();
// Parts of the tests need no browser: `npm test -- unit`.
const needsBrowsers = name === 'start' || args.length === 0 || args.some((word) => 'e2e'.includes(word));
if (needsBrowsers) installPrograms(command.wanted.filter(isMissing));
const missing = needsBrowsers ? command.needed.filter(isMissing) : [];
if (missing.length > 0)
  fail(`Please install ${missing.map((program) => program.name).join(', ')}, then try again.`);
goOn(command.script);

/** Whether every package of the lock file is there in its version; npm keeps a list of what it has installed. */
function packagesAreCurrent() {
  const list = join(MODULES, '.package-lock.json');
  if (!existsSync(list)) return false;
  const installed = JSON.parse(readFileSync(list, 'utf8')).packages;
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  // Optional packages are for some systems only; the Node for this one is no option.
  return Object.entries(packages).every(
    ([path, { version, integrity, optional }]) =>
      path === '' ||
      (optional && path !== NODE?.folder) ||
      (installed[path]?.version === version && installed[path].integrity === integrity),
  );
}

function installPackages() {
  say('Installing packages (npm ci)');
  const { npm_execpath: npm } = process.env;
  // Not with the Node below node_modules, which npm is about to replace.
  const done = npm?.endsWith('.js') ? run(outerNode(), [npm, 'ci']) : run('npm', ['ci']);
  if (!done) fail('npm ci did not succeed.');
}

function outerNode() {
  const folders = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes(`node_modules${sep}`));
  const names = process.platform === 'win32' ? ['node.exe'] : ['node'];
  const found = folders
    .flatMap((folder) => names.map((file) => join(folder, file)))
    .find((path) => existsSync(path));
  return found ?? process.execPath;
}

/** On Debian as root the package manager brings what is missing; elsewhere that is up to the person. */
function installPrograms(programs) {
  if (programs.length === 0 || !isDebian() || process.getuid?.() !== 0) return;
  const packages = programs.map((program) => program.debian);
  say(`Installing ${packages.join(', ')} (apt-get)`);
  withoutServices(() => {
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages]);
  });
}

/** Installs without starting services: a name server for the whole machine is not what anybody asked for. */
function withoutServices(install) {
  const policy = '/usr/sbin/policy-rc.d';
  const own = !existsSync(policy);
  if (own) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    install();
  } finally {
    if (own) rmSync(policy, { force: true });
  }
}

function isDebian() {
  const file = '/etc/os-release';
  return existsSync(file) && /^ID="?debian"?$/m.test(readFileSync(file, 'utf8'));
}

function isMissing(program) {
  return program.find() === undefined;
}

/** Runs the script with the Node of the lock file, and ends as it ends. */
function goOn(script) {
  const child = spawn(nodeToGoOnWith(), [join(ROOT, script), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, PATH: [join(MODULES, '.bin'), process.env.PATH].join(delimiter) },
  });
  // Ctrl+C reaches the child as well; we wait until it has cleaned up.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.once('error', (error) => fail(error.message));
  child.once('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}

/** The locked Node; on a system that the lock file has none for, the machine's own where that is new enough. */
function nodeToGoOnWith() {
  if (NODE) {
    // npm leaves an optional package out, without an error, where its content is not the locked one.
    if (!existsSync(NODE.executable))
      fail(`npm did not install ${NODE.folder}: it could not be fetched, or is not what the lock file says.`);
    return NODE.executable;
  }
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]))
    fail(`There is no packaged Node for this system: please install Node ${OLDEST_NODE.join('.')} or newer.`);
  return process.execPath;
}

function run(program, parameters) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // npm is a script on Windows, which only a shell runs.
  const shell = process.platform === 'win32' && program === 'npm';
  return spawnSync(program, parameters, { cwd: ROOT, stdio: 'inherit', env, shell }).status === 0;
}

function say(line) {
  console.log(`› ${line}`);
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
