import { anySequence } from './any-sequence.js'
import { appending } from './appending.js'
import { ending } from './ending.js'
import { expectingRevisions } from './expecting.js'
import type { ContractCase } from './harness.js'
import { keeping } from './keeping.js'
import { readingAll } from './reading-all.js'
import { readingStreams } from './reading-streams.js'
import { refusing } from './refusing.js'
import { repeating } from './repeating.js'
import { resuming } from './resuming.js'
import { subscribing } from './subscribing.js'
import { tenants } from './tenants.js'
import { writingAtOnce } from './writing-at-once.js'

/** What is true of every store, a sentence each: `describeEventStore` tells it, and any runner can run it. */
export const eventStoreContract: ReadonlyArray<ContractCase> = [
  ...appending,
  ...expectingRevisions,
  ...repeating,
  ...refusing,
  ...keeping,
  ...readingStreams,
  ...readingAll,
  ...tenants,
  ...subscribing,
  ...resuming,
  ...ending,
  ...writingAtOnce,
  anySequence,
]
