import { faultOfStart } from './accepted-start.js'
import { streamOf } from './contract/sample-events.js'
import type { Checkpoint } from './subscription.js'

const all = (commit: number, prepare = commit): Checkpoint => ({ kind: 'all', position: { commit, prepare } })
const links = '$ce-serviceTicket'
const linkStreamOf = (category: string) => `$ce-${category}`

describe('The start of a subscription', () => {
  it('is sound where its target and its checkpoint could be', () => {
    for (const after of ['beginning', 'end', all(0)] as const) {
      expect(faultOfStart(undefined, { to: 'all', after })).toBeUndefined()
      expect(faultOfStart(undefined, { to: 'category', category: 'serviceTicket', after })).toBeUndefined()
    }
    const after: Checkpoint = { kind: 'stream', stream: streamOf(1), revision: 0 }
    expect(faultOfStart(undefined, { to: 'stream', stream: streamOf(1), after })).toBeUndefined()
  })

  it('is refused for a target that cannot be', () => {
    expect(faultOfStart('acme', { to: 'stream', stream: streamOf(1), after: 'end' })?.failure).toBe('WrongTenant')
    for (const target of [
      { to: 'category', category: '$settings' },
      { to: 'all', filter: { categories: ['a-b'] } },
      { to: 'stream', stream: '$all' },
    ] as const) {
      expect(faultOfStart(undefined, { ...target, after: 'beginning' })?.failure).toBe('NameNotAllowed')
    }
  })

  it.each([
    ['it is a checkpoint of kind link, and one of kind all is needed', { kind: 'link', stream: links, revision: 4 }],
    ['-1 is no place in a store', all(-1)],
    ['0.5 is no place in a store', all(7, 0.5)],
  ] as const)('is refused after a checkpoint of which must be said: %s', (why, after) => {
    const refused = { failure: 'CheckpointNotUsable', why }
    expect(faultOfStart(undefined, { to: 'all', after })).toEqual(refused)
    expect(faultOfStart(undefined, { to: 'category', category: 'serviceTicket', after })).toEqual(refused)
  })

  it('is refused after a checkpoint of another stream', () => {
    const after: Checkpoint = { kind: 'stream', stream: streamOf(2), revision: 0 }
    const why = `it is a checkpoint of ${streamOf(2)}, not of ${streamOf(1)}`
    expect(faultOfStart(undefined, { to: 'stream', stream: streamOf(1), after })).toEqual({
      failure: 'CheckpointNotUsable',
      why,
    })
  })

  it('takes checkpoints of links, and of those links alone, where the store follows a category by links', () => {
    const category = { to: 'category', category: 'serviceTicket' } as const
    const of = (after: Checkpoint) => faultOfStart(undefined, { ...category, after }, linkStreamOf)
    expect(of({ kind: 'link', stream: links, revision: 3 })).toBeUndefined()
    expect(of({ kind: 'link', stream: '$ce-purchase', revision: 3 })?.failure).toBe('CheckpointNotUsable')
    expect(of(all(3))?.failure).toBe('CheckpointNotUsable')
  })
})
