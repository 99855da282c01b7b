// A demonstration of hailong on a free port, and a browser to look at it.
import { spawn } from 'node:child_process';
import { after, before } from 'node:test';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const program = process.env.HAILONG_BIN ?? join(root, 'target', 'debug', 'hailong');

/** Starts the demonstration and reads its `name: URL` lines. */
async function startSite() {
  const data = mkdtempSync(join(tmpdir(), 'hailong-browser-'));
  const child = spawn(program, ['demo', '--data', data, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let complaints = '';
  child.stderr.on('data', (chunk) => { complaints += chunk; });
  const urls = await new Promise((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`hailong demo ended with ${code}: ${complaints}`)));
    child.stdout.on('data', (chunk) => {
      said += chunk;
      const found = Object.fromEntries([...said.matchAll(/^([a-z-]+): (.*)\n/gm)].map((m) => [m[1], m[2]]));
      if (found.auditor) resolve(found);
    });
  });
  return {
    public: urls.public,
    open: urls['open-link'],
    single: urls['single-use-link'],
    desk: urls.desk,
    /** Name and password of a role's example account. */
    account(role) {
      const [name, password] = urls[role].split(' ');
      return { name, password };
    },
    stop() {
      child.removeAllListeners('exit');
      child.kill();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

async function startBrowser() {
  const executablePath = process.env.CHROMIUM ?? places.find(existsSync);
  if (!executablePath) throw new Error('Chromium is missing: on Debian, apt-get install chromium');
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
}

export const PHONE = { width: 360, height: 800 };
export const DESKTOP = { width: 1280, height: 900 };

/** The demonstration and the browser of a test file: there while its tests run. */
export let site;
export let browser;
export function together() {
  before(async () => {
    site = await startSite();
    browser = await startBrowser();
  });
  after(async () => {
    await browser?.close();
    site?.stop();
  });
}
