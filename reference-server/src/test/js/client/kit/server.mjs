// The real server as a process: started on a free port, killed, started again on the same one.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MODULE = join(dirname(fileURLToPath(import.meta.url)), '../../../../..');
const JAR = process.env.TABLEKEEP_JAR ?? join(MODULE, 'target/tablekeep.jar');
const JAVA = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin/java') : 'java';

/** How the server is started: as the build says, else the jar. */
export const command = process.env.TABLEKEEP_COMMAND ? JSON.parse(process.env.TABLEKEEP_COMMAND) : [JAVA, '-XX:TieredStopAtLevel=1', '-jar', JAR];

/** Why tests against the real server are left out, or false. */
export const noServer = process.env.TABLEKEEP_COMMAND || existsSync(JAR) ? false : `left out: there is no ${JAR} (mvn -q -DskipTests package)`;

export class Server {
  constructor() { this.data = mkdtempSync(join(tmpdir(), 'tablekeep-js-')); }

  async start(port = this.port ?? 0, more = []) {
    const [program, ...given] = command;
    this.process = spawn(program, [...given, '--port', String(port), '--data', this.data, ...more], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.gone = new Promise(done => { this.process.on('exit', done); });
    let said = '';
    let log = '';
    this.process.stderr.on('data', text => { log = (log + text).slice(-20_000); });
    await new Promise((done, failed) => {
      this.process.stdout.on('data', text => {
        said += text;
        const url = /serves (http:\/\/\S+)/.exec(said);
        if (url && /Stop with/.test(said)) { this.url = url[1]; this.port = Number(new URL(this.url).port); done(); }
      });
      this.process.on('exit', code => failed(new Error(`the server ended with ${code}: ${said} ${log}`)));
    });
    if (!this.seats) {
      this.seats = {};
      // Those of the small campaign, and of the evening of D20.
      this.evening = {};
      for (const [, name, role, campaign, seat] of said.matchAll(/^ {2}(\w+)(?: \((\S+)\))?.*\/c\/(\w+)#seat=(\S+)$/gm)) {
        (campaign === 'demo' ? this.seats : this.evening)[role ?? name.toLowerCase()] = seat;
      }
      this.host = /#host=(\S+)/.exec(said)?.[1];
    }
    return this;
  }

  /** No file may grow beyond what it has, as on a full disk; or again as they like. False where that cannot be set. */
  full(bytes) {
    return spawnSync('prlimit', ['--pid', String(this.process.pid), `--fsize=${bytes ?? 'unlimited'}:`]).status === 0;
  }

  /** kill -9, waited for. */
  async kill() {
    this.process.kill('SIGKILL');
    await this.gone;
  }

  async ask(path, { key = this.host, ...options } = {}) {
    const answer = await fetch(this.url + path, { ...options, headers: { Authorization: `Bearer ${key}`, ...(options.body ? { 'Content-Type': 'application/json' } : {}) } });
    const body = await answer.json();
    if (!answer.ok) throw Object.assign(new Error(body.message), body);
    return body;
  }

  async stop() {
    if (this.process?.exitCode === null && this.process.signalCode === null) await this.kill();
    rmSync(this.data, { recursive: true, force: true });
  }
}

/** Waits until something is so, in real time: as long as a busy machine may take, since what fails is waited for but once. */
export async function until(what, is, within = 60_000) {
  const end = Date.now() + within;
  for (;;) {
    const value = await is();
    if (value) return value;
    if (Date.now() > end) throw new Error(`not in time: ${what}`);
    await new Promise(done => { setTimeout(done, 10); });
  }
}
