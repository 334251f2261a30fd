import { delivered, harnessOf, readAs } from './broken/breaking.fixtures.js'
import { brokenStores } from './broken/broken-stores.fixtures.js'
import { eventStoreContract } from './event-store-contract.js'

/** A machine that is busy with other things takes this long, and no store takes half of it. */
const TIMEOUT_MS = 120_000

const casesOf = (beginning: string) => eventStoreContract.filter(({ sentence }) => sentence.startsWith(beginning))

describe('The contract of an event store', () => {
  it('says nothing twice', () => {
    const sentences = eventStoreContract.map(({ sentence }) => sentence)
    expect(new Set(sentences).size).toBe(sentences.length)
  })

  it('is failed in each of its sentences by some broken store', () => {
    const failed = new Set(brokenStores.flatMap(({ fails }) => fails.flatMap(casesOf)))
    expect(eventStoreContract.filter((one) => !failed.has(one)).map(({ sentence }) => sentence)).toEqual([])
  })

  it('knows more than a hundred ways to be broken', () => {
    expect(brokenStores.length).toBeGreaterThan(100)
    expect(new Set(brokenStores.map(({ does }) => does)).size).toBe(brokenStores.length)
  })
})

describe('A store that', () => {
  describe.each(brokenStores)('$does', (broken) => {
    it.each(broken.fails)(
      'fails: %s',
      async (beginning) => {
        const cases = casesOf(beginning)
        expect(cases).toHaveLength(1)
        // A mistake in the broken store itself would show as a TypeError, and prove nothing.
        for (const { run } of cases) await expect(run(harnessOf(broken))).rejects.not.toBeInstanceOf(TypeError)
      },
      TIMEOUT_MS,
    )
  })
})

describe('A store that is seen through what the broken ones are made with, and changed in nothing', () => {
  const unchanged = harnessOf({
    breaking: () => (sound, behind) => {
      const read = readAs((event) => event)(sound, behind)
      return { ...read, ...delivered(() => (delivery) => [delivery])({ ...sound, ...read }, behind) }
    },
    patienceMs: 30_000,
  })

  it.each(eventStoreContract)(
    '$sentence',
    async ({ run }) => {
      await expect(run(unchanged)).resolves.toBeUndefined()
    },
    TIMEOUT_MS,
  )
})
