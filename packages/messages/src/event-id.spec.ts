import { commandHashOf, eventIdOf } from './event-id.js'
import { Uuid } from './identifiers.js'

const stream = 'serviceTicket-0b6e7f6a-9c1e-4b7e-8f5d-1c2d3e4f5a6b'

// Stored in every history: these ids were made with another implementation of RFC 9562 (Python's uuid5).

describe('eventIdOf', () => {
  it('gives each event of a command its own id, always the same', () => {
    expect(eventIdOf(stream, 'command-1', 0)).toBe('0d4fe37f-6e50-5cc0-bee5-facb1a93fd34')
    expect(eventIdOf(stream, 'command-1', 1)).toBe('dc233d99-1c1b-5d9d-bd6a-7978e1703acf')
  })

  it('takes any characters', () => {
    expect(eventIdOf(`zürich.${stream}`, 'Auftrag "7" für 東京 🎁', 12)).toBe('7f8851e6-b312-5651-821d-fc6010b5253f')
  })

  it('does not take one stream and command for another that reads the same when joined', () => {
    expect(eventIdOf('a-1', '1', 0)).not.toBe(eventIdOf('a-', '11', 0))
    expect(eventIdOf('a","b', 'c', 0)).not.toBe(eventIdOf('a', 'b","c', 0))
  })
})

describe('commandHashOf', () => {
  const command = { type: 'RecordPurchase', data: { paid: '17925', lines: [{ sku: 'filter', quantity: 2 }] } }

  it('is the same for the same content', () => {
    expect(commandHashOf(command)).toBe('c48207d9-7ce8-5806-8d9f-6f02df52c559')
    expect(commandHashOf({ data: { note: 'für 東京 🎁' }, type: 'AddNote' })).toBe(
      'fd34a0a4-02d4-5858-a4f6-405b22bbd50a',
    )
    expect(commandHashOf({ a: null, 9: 2, 10: 1 })).toBe('846cf6a9-defb-596f-a143-ed8c5dbdbd31')
  })

  it('does not depend on the order of keys, nor on what JSON leaves out', () => {
    const { type, data } = command
    const reordered = { data: { lines: [{ quantity: 2, sku: 'filter' }], paid: data.paid, note: undefined }, type }
    expect(commandHashOf(reordered)).toBe(commandHashOf(command))
  })

  it('depends on the order of lists, and on whether a field is there', () => {
    expect(commandHashOf([1, 2])).not.toBe(commandHashOf([2, 1]))
    expect(commandHashOf({ a: null })).not.toBe(commandHashOf({}))
  })

  it('is the same for a command and for its JSON, where an amount is text', () => {
    expect(commandHashOf({ ...command, data: { ...command.data, paid: 17925n } })).toBe(commandHashOf(command))
  })

  it('is a UUID like any other', () => {
    expect(Uuid.is(commandHashOf(command)) && Uuid.is(eventIdOf(stream, 'c', 0))).toBe(true)
  })
})
