import type { BrokenStore } from './breaking.fixtures.js'
import { brokenAppends } from './broken-appends.fixtures.js'
import { brokenCheckpoints } from './broken-checkpoints.fixtures.js'
import { brokenDeliveries } from './broken-deliveries.fixtures.js'
import { brokenEndings } from './broken-endings.fixtures.js'
import { brokenKeeping } from './broken-keeping.fixtures.js'
import { brokenReads } from './broken-reads.fixtures.js'
import { brokenRepeats } from './broken-repeats.fixtures.js'
import { brokenTenants } from './broken-tenants.fixtures.js'

/** Stores that each do one thing wrong, with the sentences of the contract that find it. */
export const brokenStores: ReadonlyArray<BrokenStore> = [
  ...brokenAppends,
  ...brokenRepeats,
  ...brokenKeeping,
  ...brokenReads,
  ...brokenTenants,
  ...brokenDeliveries,
  ...brokenCheckpoints,
  ...brokenEndings,
]
