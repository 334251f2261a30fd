import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../main.mjs', import.meta.url))

/** The service as a process of its own. Resolves when it listens; what it writes is kept, to be looked through. */
export const startServiceProcess = async (environment) => {
  const service = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // A story that ends by an error leaves nothing behind.
  process.once('exit', () => service.kill('SIGKILL'))
  const over = once(service, 'close')
  let log = ''
  const address = await new Promise((resolve, reject) => {
    const read = (text) => {
      log += text
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(log)
      if (found !== null) resolve(found[0])
    }
    service.stdout.setEncoding('utf8').on('data', read)
    service.stderr.setEncoding('utf8').on('data', read)
    over.then(() => reject(new Error(`the service ended:\n${log}`)), reject)
  })
  const ended = async (signal) => {
    service.kill(signal)
    const [code, by] = await over
    return by ?? code
  }
  return { address, log: () => log, kill: () => ended('SIGKILL'), stop: () => ended('SIGTERM') }
}
