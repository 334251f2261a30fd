import { expectTypeOf } from 'expect-type'
import type * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { compiledDecoder } from './compiled-decoder.js'
import type { DecodeFailure } from './decode-failure.js'
import { type DecodedEvent, eventCatalogue } from './event-catalogue.js'
import { PositiveInteger } from './identifiers.js'
import { type AnyMessageCodec, message } from './message.js'
import { personal } from './personal.js'
import { type OutputOfFields, optional, record, type TypeOfFields } from './record.js'
import { Amount } from './some-events.fixtures.js'

const Opened = message('Opened', { caseId: t.string, note: optional(personal(t.string)) })
const Paid = message('Paid', { amount: Amount, times: PositiveInteger })
const Closed = message('Closed', {})
const CaseEvent = t.union([Opened, Paid, Closed])

type Opened = t.TypeOf<typeof Opened>
type Paid = t.TypeOf<typeof Paid>
type Closed = t.TypeOf<typeof Closed>
type CaseEvent = t.TypeOf<typeof CaseEvent>

// What is asserted here, the type checker asserts; at run time these tests pass.

it('infers a message from its fields', () => {
  expectTypeOf<Opened>().toEqualTypeOf<{
    readonly type: 'Opened'
    readonly data: { readonly caseId: string; readonly note?: string }
  }>()
  expectTypeOf<Closed['data']>().toEqualTypeOf<{}>()
  expectTypeOf<t.OutputOf<typeof Paid>['data']>().toEqualTypeOf<{ readonly amount: string; readonly times: number }>()
})

it('lets an optional field be absent, but neither undefined nor null', () => {
  const Noted = record({ note: optional(t.string) })
  expectTypeOf<{}>().toExtend<t.TypeOf<typeof Noted>>()
  // @ts-expect-error undefined is not absent
  const undefinedNote: t.TypeOf<typeof Noted> = { note: undefined }
  // @ts-expect-error null is not absent
  const nullNote: t.TypeOf<typeof Noted> = { note: null }
  expect([undefinedNote, nullNote]).toHaveLength(2)
})

it('tells what a field is in memory from what it is in JSON', () => {
  const fields = { amount: Amount, note: optional(Amount) }
  expectTypeOf<TypeOfFields<typeof fields>>().toEqualTypeOf<{ readonly amount: bigint; readonly note?: bigint }>()
  expectTypeOf<OutputOfFields<typeof fields>>().toEqualTypeOf<{ readonly amount: string; readonly note?: string }>()
})

it('infers the union of events from a catalogue, without annotations', () => {
  const catalogue = eventCatalogue([Opened, Paid, Closed])
  expectTypeOf(catalogue.decode).returns.toEqualTypeOf<E.Either<DecodeFailure, DecodedEvent<CaseEvent>>>()
  expectTypeOf(catalogue.encode).parameter(0).toEqualTypeOf<CaseEvent>()
  expectTypeOf(eventCatalogue(CaseEvent.types).encode).parameter(0).toEqualTypeOf<CaseEvent>()
  expectTypeOf(eventCatalogue([...CaseEvent.types]).encode)
    .parameter(0)
    .toEqualTypeOf<CaseEvent>()
  // @ts-expect-error an event that the catalogue does not know
  const encode = () => catalogue.encode({ type: 'Opened', data: { caseId: 7 } })
  expect(encode).not.toThrow()
  // @ts-expect-error a rename must lead to an event of the catalogue
  expect(() => eventCatalogue([Opened, Paid], { renamed: { Begun: 'Closed' } })).toThrow(TypeError)
})

it('narrows the union by its type', () => {
  const amountOf = (event: CaseEvent): bigint => {
    switch (event.type) {
      case 'Opened':
        expectTypeOf(event).toEqualTypeOf<Opened>()
        return 0n
      case 'Paid':
        expectTypeOf(event.data.amount).toEqualTypeOf<bigint>()
        return event.data.amount
      case 'Closed':
        return 0n
    }
  }
  expect(amountOf({ type: 'Closed', data: {} })).toBe(0n)
})

it('takes a forgotten case for an error', () => {
  // @ts-expect-error 'Closed' is forgotten
  const amountOf = (event: CaseEvent): bigint => {
    switch (event.type) {
      case 'Opened':
        return 0n
      case 'Paid':
        return event.data.amount
    }
  }
  expect(amountOf({ type: 'Opened', data: { caseId: 'a' } })).toBe(0n)
})

it('takes a forgotten failure for an error', () => {
  // @ts-expect-error 'UndecodableMetadata' is forgotten
  const countedAs = (failure: DecodeFailure): string => {
    switch (failure.failure) {
      case 'UnknownEventType':
        return 'skipped'
      case 'UnknownSchemaVersion':
        return `from version ${failure.schemaVersion}, of which ${failure.known} are known`
      case 'UndecodableEvent':
        return failure.errors.join()
    }
  }
  expect(countedAs({ failure: 'UnknownEventType', type: 'Begun' })).toBe('skipped')
})

it('takes every message for some message, and knows what a compiled decoder gives', () => {
  expectTypeOf<typeof Opened>().toExtend<AnyMessageCodec>()
  expectTypeOf(compiledDecoder(CaseEvent)).returns.toEqualTypeOf<E.Either<t.Errors, CaseEvent>>()
})
