import { ensureInstalled } from './install.mjs'
import { tool } from './tool.mjs'

// The contract, the figures of the ServiceNow log (where it is there), and every spec of EventStoreDB that can, against the real server at EVENTSTORE_URL. It is ended before
// each case of the contract, and has to come back empty: one in memory (`--mem-db`) that something starts again.

const { EVENTSTORE_URL, EVENTSTORE_DISPOSABLE } = process.env

const refusal =
  EVENTSTORE_URL === undefined
    ? 'EVENTSTORE_URL is to name a server: EVENTSTORE_URL=esdb://localhost:2113?tls=false'
    : EVENTSTORE_DISPOSABLE !== 'yes'
      ? 'Everything that the server holds will be lost. If it may be, say EVENTSTORE_DISPOSABLE=yes.'
      : undefined
if (refusal !== undefined) {
  console.error(refusal)
  process.exit(2)
}

/** Without user and password. */
const host = /^esdb:\/\/(?:[^?]*@)?([^@/?]+)/.exec(EVENTSTORE_URL)?.[1]
const http = `${/[?&]tls=false/.test(EVENTSTORE_URL) ? 'http' : 'https'}://${host}`

const asked = (path) =>
  fetch(`${http}${path}`).then(
    (answer) => answer.json(),
    () => undefined,
  )

const version = (await asked('/info'))?.esVersion
if (version === undefined) {
  console.error(`No server answers at ${http}.`)
  process.exit(1)
}
const byCategory = (await asked('/projection/$by_category/statistics'))?.projections?.[0]?.status
if (byCategory !== 'Running') {
  console.error(
    'Its projection $by_category does not run (--run-projections=System --start-standard-projections=true).',
  )
  process.exit(1)
}
console.log(`On EventStoreDB ${version} at ${host}, and on the wire double.`)

ensureInstalled()
// One file at a time: they have the server in common.
const specs = ['packages/event-store-esdb', 'packages/wire-double', 'packages/cli/src/servicenow.spec.ts']
process.exitCode = tool('jest', 'jest', ['--runInBand', '--verbose', ...specs, ...process.argv.slice(2)])
