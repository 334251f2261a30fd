// A desk's service on two stores, with one setting changed: the same requests, an integrator that is often unwell, and a
// process that is killed in the middle. What was told to whom is the same on both, and nothing is lost.

import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startWireDouble } from '@aftersale/wire-double'
import { signedHeaders } from './signature.mjs'
import { deskClient } from './story/desk-client.mjs'
import { moodyReceiver } from './story/moody-receiver.mjs'
import {
  aMorning,
  aPromise,
  isReplyOnDryer,
  meanwhileOnOven,
  nameOf,
  ovenAsItIs,
  PERSONAL_TEXT,
  replyOnDryer,
  resolveOven,
} from './story/script.mjs'
import { startServiceProcess } from './story/service-process.mjs'

const SEED = 5
const secret = `whsec_${randomBytes(32).toString('base64')}`
const token = randomBytes(16).toString('hex')
const folder = mkdtempSync(join(tmpdir(), 'service-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

// Nothing is timed here; but what hangs has to come to an end.
setTimeout(() => {
  console.error('It hangs.')
  process.exit(1)
}, 600_000).unref()

const environmentOf = (name, events, receiver) => ({
  EVENTS: events,
  DATA: join(folder, name),
  API_TOKEN: token,
  WEBHOOK_URL: receiver.url,
  WEBHOOK_SECRET: secret,
  WEBHOOK_ATTEMPTS: '4',
  WEBHOOK_FIRST_WAIT_MS: '5',
  WEBHOOK_MOST_WAIT_MS: '40',
  // The delivery that hangs must hang until the process is killed, however slow the machine is.
  WEBHOOK_TIMEOUT_MS: '600000',
  STORE_TIMEOUT_MS: '60000',
})

/** What the integrator answers to a delivery that is signed like this. */
const forged = async (url, by, timestamp) => {
  const body = JSON.stringify({ type: 'ServiceTicketOpened' })
  const headers = signedHeaders([by], '01972f8c-5c00-7000-8000-0000000000ff', timestamp, body)
  return (await fetch(url, { method: 'POST', headers, body })).status
}

/** What the integrator took of each ticket, in the order of its coming. */
const perTicket = (taken) => {
  const streams = [...new Set(taken.map(({ stream }) => stream))].sort((left, right) =>
    nameOf(left) < nameOf(right) ? -1 : 1,
  )
  return streams.map((stream) => {
    const events = taken.filter((event) => event.stream === stream)
    return `  ${nameOf(stream)}: ${events.map(({ revision, type }) => `${revision} ${type}`).join(', ')}`
  })
}

/** The whole story on one store; gives its account. */
const storyOn = async (name, events) => {
  const account = []
  const tell = (line) => account.push(line)
  const receiver = await moodyReceiver({ seed: SEED, secret })
  const desk = deskClient({ token, tell, nameOf })
  const environment = environmentOf(name, events, receiver)
  const logs = []
  const begin = async (further = {}) => {
    const service = await startServiceProcess({ ...environment, ...further })
    logs.push(service.log)
    desk.speakTo(service.address)
    return service
  }

  const first = await begin()
  await aMorning(desk)
  await desk.untilIdle()

  tell('— The receiver falls silent over a delivery; the others go on, and the process is killed.')
  receiver.fallSilentOver(isReplyOnDryer)
  await replyOnDryer(desk)
  await receiver.until(() => receiver.taken().some(isReplyOnDryer))
  const before = receiver.taken().length
  const meanwhile = await meanwhileOnOven(desk)
  await receiver.until(() => receiver.taken().length === before + meanwhile && receiver.owed() === 0)
  await first.kill()
  const known = receiver.repeated()

  const second = await begin()
  await desk.untilIdle()
  tell(`it came again after the kill and was known by its webhook-id: ${receiver.repeated() - known}`)

  tell('— The receiver cannot take a promise, and is done with kept ones.')
  receiver.refuseAlways(({ type }) => type === 'PromiseMade')
  receiver.beDoneWith(({ type }) => type === 'PromiseKept')
  await aPromise(desk)
  await desk.untilIdle()
  tell(`it was busy over a kept promise, and was left alone for as long as it asked: ${receiver.wasLeftAlone()}`)
  const letters = await desk.get('/dead-letters')
  const [retry, other] = letters.map(({ webhookId }) => `/dead-letters/${webhookId}/retry`)
  await desk.post(retry)
  receiver.refuseAlways(() => false)
  await desk.post(retry)
  receiver.beDoneWith(() => false)
  await desk.post(other)
  await desk.get('/dead-letters')
  await desk.get('/health')
  tell(`stopped, it ends with ${await second.stop()}`)

  const now = Math.floor(Date.now() / 1000)
  tell('— Others write to the integrator.')
  tell(`signed with another secret → ${await forged(receiver.url, `whsec_${randomBytes(32).toString('base64')}`, now)}`)
  tell(`overheard ten minutes ago → ${await forged(receiver.url, secret, now - 600)}`)

  tell('— What the integrator took:')
  const taken = receiver.taken()
  for (const line of perTicket(taken)) tell(line)
  tell(`deliveries refused before they were taken: ${receiver.refused()}`)
  tell(`known by their webhook-id and dropped: ${receiver.repeated()}`)
  tell(`taken twice: ${taken.length - new Set(taken.map(({ id }) => id)).size}`)
  const text = [...logs.map((log) => log()), JSON.stringify(taken)].join('\n')
  tell(`${PERSONAL_TEXT.split(',')[0]} in a log or a delivery: ${text.includes('Ada Martin')}`)
  return { account, receiver, desk, begin }
}

const show = (title, account) => console.log(`${title}\n${account.map((line) => `${line}\n`).join('')}`)

const onSqlite = await storyOn('sqlite', join(folder, 'desk.db'))
await onSqlite.receiver.stop()
show('EVENTS=desk.db', onSqlite.account)

const double = await startWireDouble()
const onServer = await storyOn('esdb', double.connectionString)
/** The one word in which they have to differ: health names the store. */
const comparable = (account) => account.join('\n').replace('"store":"esdb"', '"store":"sqlite"')
const isSame = comparable(onServer.account) === comparable(onSqlite.account)
console.log(`EVENTS=esdb://…\n${isSame ? 'The same, line by line.\n' : onServer.account.join('\n')}`)

// The server writes, and never says so: nobody knows, and the same key asks again.
const { account, desk, receiver, begin } = onServer
account.length = 0
const impatient = await begin({ STORE_TIMEOUT_MS: '3000' })
await desk.untilIdle()
const { revision } = await ovenAsItIs(desk)
double.misbehave({ does: 'silence', carriedOut: true, call: 'batch-append', times: 'always' })
// The handler still reads the ticket, and then nothing more is to be had.
double.misbehave({ does: 'silence', carriedOut: false, call: 'read', after: revision + 1, times: 'always' })
await resolveOven(desk)
double.behave()
await resolveOven(desk)
await desk.untilIdle()
await ovenAsItIs(desk)
account.push(`stopped, it ends with ${await impatient.stop()}`)
await receiver.stop()
await double.stop()
show('The server writes, and does not answer', account)
if (!isSame) process.exitCode = 1
