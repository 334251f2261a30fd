import * as E from 'fp-ts/lib/Either.js'
import {
  earlierOf,
  epochMillisecondsOf,
  Instant,
  instantOf,
  laterOf,
  millisecondsAfter,
  millisecondsBetween,
  parseInstant,
} from './instant.js'

const morning = '2025-06-02T07:00:00.000Z' as Instant
const noon = '2025-06-02T12:00:00.000Z' as Instant

describe('Instant', () => {
  it.each([
    '2025-06-02T07:00:00.000Z',
    '0000-01-01T00:00:00.000Z',
    '9999-12-31T23:59:59.999Z',
    '2024-02-29T00:00:00.000Z',
    '2000-02-29T00:00:00.000Z',
    '0000-02-29T00:00:00.000Z',
    '2025-04-30T00:00:00.000Z',
  ])('reads %s', (text) => {
    expect(Instant.decode(text)).toEqual(E.right(text))
  })

  it.each([
    '2025-06-02',
    '2025-06-02T07:00:00Z',
    '2025-06-02T07:00:00.000+00:00',
    '2025-06-02t07:00:00.000z',
    '2025-06-02T07:00:00.0000Z',
    '2025-06-02T07:00:00.000Z\n',
    ' 2025-06-02T07:00:00.000Z',
    '2025-00-02T07:00:00.000Z',
    '2025-13-02T07:00:00.000Z',
    '2025-06-00T07:00:00.000Z',
    '2025-04-31T07:00:00.000Z',
    '2025-02-29T07:00:00.000Z',
    '1900-02-29T07:00:00.000Z',
    '2025-06-02T24:00:00.000Z',
    '2025-06-02T07:60:00.000Z',
    '2016-12-31T23:59:60.000Z',
    '+12025-06-02T07:00:00.000Z',
    '２025-06-02T07:00:00.000Z',
    '',
    1_748_847_600_000,
    new Date(0),
    null,
  ])('does not read %p', (value) => {
    expect(E.isLeft(Instant.decode(value))).toBe(true)
  })
})

describe('instantOf', () => {
  it.each([
    [0, '1970-01-01T00:00:00.000Z'],
    [1_748_847_600_000, '2025-06-02T07:00:00.000Z'],
    [0.9, '1970-01-01T00:00:00.000Z'],
    [-0.1, '1969-12-31T23:59:59.999Z'],
    [-62_167_219_200_000, '0000-01-01T00:00:00.000Z'],
    [253_402_300_799_999, '9999-12-31T23:59:59.999Z'],
  ])('gives the instant %d ms after 1970 began', (milliseconds, instant) => {
    expect(instantOf(milliseconds)).toBe(instant)
  })

  it.each([-62_167_219_200_001, 253_402_300_800_000, Number.NaN, Infinity])('throws at %d', (milliseconds) => {
    expect(() => instantOf(milliseconds)).toThrow(RangeError)
  })
})

it('counts the milliseconds since 1970 began', () => {
  expect(epochMillisecondsOf(morning)).toBe(1_748_847_600_000)
  expect(epochMillisecondsOf('0000-01-01T00:00:00.000Z' as Instant)).toBe(-62_167_219_200_000)
})

it('moves an instant, and measures between two', () => {
  expect(millisecondsBetween(morning, noon)).toBe(18_000_000)
  expect(millisecondsBetween(noon, morning)).toBe(-18_000_000)
  expect(millisecondsAfter(morning, 18_000_000)).toBe(noon)
})

it('tells the earlier and the later of two', () => {
  expect([earlierOf(morning, noon), earlierOf(noon, morning)]).toEqual([morning, morning])
  expect([laterOf(morning, noon), laterOf(noon, morning)]).toEqual([noon, noon])
})

describe('parseInstant', () => {
  it.each([
    ['2025-06-02T09:00:00+02:00', '2025-06-02T07:00:00.000Z'],
    ['2025-06-02T07:00:00Z', '2025-06-02T07:00:00.000Z'],
    ['2025-06-02t07:00:00z', '2025-06-02T07:00:00.000Z'],
    ['2025-06-02 07:00:00Z', '2025-06-02T07:00:00.000Z'],
    ['2025-06-02T07:00:00-00:00', '2025-06-02T07:00:00.000Z'],
    ['2025-06-02T07:00:00.5Z', '2025-06-02T07:00:00.500Z'],
    ['2025-06-02T07:00:00.123999999Z', '2025-06-02T07:00:00.123Z'],
    ['2025-01-01T00:30:00+01:00', '2024-12-31T23:30:00.000Z'],
    ['2024-02-28T23:30:00-01:00', '2024-02-29T00:30:00.000Z'],
    ['2025-06-02T12:45:00+05:45', '2025-06-02T07:00:00.000Z'],
    // The examples of RFC 3339, section 5.8.
    ['1985-04-12T23:20:50.52Z', '1985-04-12T23:20:50.520Z'],
    ['1996-12-19T16:39:57-08:00', '1996-12-20T00:39:57.000Z'],
    ['1990-12-31T23:59:60Z', '1990-12-31T23:59:59.000Z'],
    ['1990-12-31T15:59:60-08:00', '1990-12-31T23:59:59.000Z'],
    ['1937-01-01T12:00:27.87+00:20', '1937-01-01T11:40:27.870Z'],
  ])('reads %s as %s', (text, instant) => {
    expect(parseInstant(text)).toEqual(E.right(instant))
  })

  it.each([
    ['2025-06-02T07:00:00', 'It is not RFC 3339 with an offset, like 2025-06-02T09:00:00+02:00'],
    ['2/6/2025 07:00', 'It is not RFC 3339 with an offset, like 2025-06-02T09:00:00+02:00'],
    ['2025-06-02T07:00:00+0200', 'It is not RFC 3339 with an offset, like 2025-06-02T09:00:00+02:00'],
    ['2025-02-29T07:00:00Z', 'There is no such day or time of day'],
    ['2025-06-02T24:00:00Z', 'There is no such day or time of day'],
    ['2025-06-02T07:00:00+24:00', 'There is no such offset'],
    ['2025-06-02T07:00:00+02:60', 'There is no such offset'],
    ['2025-06-02T23:59:60Z', 'A leap second stands at the end of a month in UTC only'],
    ['1990-12-31T23:59:60+01:00', 'A leap second stands at the end of a month in UTC only'],
    ['0000-01-01T00:00:00+00:01', 'In UTC it is outside the years 0000 to 9999'],
    ['9999-12-31T23:59:59-00:01', 'In UTC it is outside the years 0000 to 9999'],
  ])('says why %s is none', (text, why) => {
    expect(parseInstant(text)).toEqual(E.left({ failure: 'NotAnInstant', text, why }))
  })
})
