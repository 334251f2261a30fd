import { appending } from './appending.js'
import { expectingRevisions } from './expecting.js'
import type { ContractCase } from './harness.js'

/** What is true of every store, a sentence each: `describeEventStore` tells it, and any runner can run it. */
export const eventStoreContract: ReadonlyArray<ContractCase> = [...appending, ...expectingRevisions]
