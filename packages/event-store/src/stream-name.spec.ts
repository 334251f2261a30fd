import * as fc from 'fast-check'
import { partsOfStreamName, streamNameOf } from './stream-name.js'

const anyName = fc.record(
  { tenant: fc.stringMatching(/^[a-z0-9]+$/), category: fc.stringMatching(/^[a-z][A-Za-z0-9]*$/), id: fc.uuid() },
  { requiredKeys: ['category', 'id'] },
)

it('takes every name apart into the parts it was made of', () => {
  fc.assert(
    fc.property(anyName, (name) => {
      expect(partsOfStreamName(streamNameOf(name))).toEqual(name)
    }),
  )
})

it('writes the tenant before the category, and the category before the id', () => {
  const id = '0b6e7f6a-9c1e-4b7e-8f5d-1c2d3e4f5a6b'
  expect(streamNameOf({ category: 'serviceTicket', id })).toBe(`serviceTicket-${id}`)
  expect(streamNameOf({ tenant: 'acme', category: 'serviceTicket', id })).toBe(`acme.serviceTicket-${id}`)
})

it.each(['', '$all', 'serviceTicket', 'serviceTicket-1', 'Acme.serviceTicket-0b6e7f6a-9c1e-4b7e-8f5d-1c2d3e4f5a6b'])(
  'finds no parts in %j',
  (name) => {
    expect(partsOfStreamName(name)).toBeUndefined()
  },
)
