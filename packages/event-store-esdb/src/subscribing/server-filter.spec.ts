import type { EventFilter, RecordedEvent } from '@aftersale/event-store'
import { isWantedBy, serverFilter } from './server-filter.js'

const of = (stream: string, type = 'NoteAdded'): RecordedEvent => ({
  stream,
  revision: 0,
  position: { commit: 0, prepare: 0 },
  type,
  data: {},
  metadata: {},
})

const id = '00000000-0000-4000-8000-000000000001'

describe('What the server is asked to let through', () => {
  it.each<[string, string | undefined, EventFilter, ReturnType<typeof serverFilter>]>([
    ['no tenant', undefined, {}, { by: 'stream', regex: '^[^$.][^.]*$' }],
    ['a tenant', 'acme', {}, { by: 'stream', prefixes: ['acme.'] }],
    [
      'categories',
      undefined,
      { categories: ['purchase', 'quote'] },
      { by: 'stream', prefixes: ['purchase-', 'quote-'] },
    ],
    ['a tenant’s categories', 'acme', { categories: ['purchase'] }, { by: 'stream', prefixes: ['acme.purchase-'] }],
    ['types', 'acme', { types: ['a.b/c:d$'] }, { by: 'type', prefixes: ['a.b/c:d$'] }],
    [
      'categories and types',
      undefined,
      { categories: ['quote'], types: ['A'] },
      { by: 'stream', prefixes: ['quote-'] },
    ],
    ['no category', undefined, { categories: [] }, { by: 'stream', regex: '^$' }],
    ['categories and no type', undefined, { categories: ['quote'], types: [] }, { by: 'stream', regex: '^$' }],
  ])('is the narrower of streams and types: %s', (_what, tenant, filter, expected) => {
    expect(serverFilter(tenant, filter)).toEqual(expected)
  })

  it('lets through no stream of the server’s, and every one of no tenant', () => {
    const regex = new RegExp('^[^$.][^.]*$')
    expect(['serviceTicket-1', 'quote'].every((stream) => regex.test(stream))).toBe(true)
    expect(['$ce-quote', '$$quote-1', 'acme.quote-1', '.quote-1'].some((stream) => regex.test(stream))).toBe(false)
  })
})

describe('What is wanted of what comes', () => {
  it('is of the tenant, in a stream of ours, and of a type that may be appended', () => {
    const isWanted = isWantedBy('acme')
    expect(isWanted(of(`acme.quote-${id}`))).toBe(true)
    for (const other of [`quote-${id}`, `globex.quote-${id}`, 'acme.quote-1', `$ce-acme.quote`]) {
      expect(isWanted(of(other))).toBe(false)
    }
    for (const type of ['$>', '$metadata', '$streamDeleted']) expect(isWanted(of(`acme.quote-${id}`, type))).toBe(false)
  })

  it('is of these types exactly, where the server lets through what begins like them', () => {
    const isWanted = isWantedBy(undefined, { types: ['Closed'] })
    expect(isWanted(of(`quote-${id}`, 'Closed'))).toBe(true)
    expect(isWanted(of(`quote-${id}`, 'ClosedByCustomer'))).toBe(false)
  })
})
