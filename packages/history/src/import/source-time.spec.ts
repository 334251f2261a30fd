import { readTime } from './source-time.js'

const read = (format: string, zone: string, text: string): string | undefined => readTime(format, zone)?.(text)

it.each([
  ['D/M/YYYY HH:mm', 'UTC', '29/2/2016 01:16', '2016-02-29T01:16:00.000Z'],
  ['D/M/YYYY HH:mm', 'UTC', '9/12/2016 23:59', '2016-12-09T23:59:00.000Z'],
  ['YYYY-MM-DD HH:mm:ss.SSS', 'UTC', '2025-01-31 09:08:07.006', '2025-01-31T09:08:07.006Z'],
  ['M/D/YYYY h:mm A', 'UTC', '1/31/2025 12:05 am', '2025-01-31T00:05:00.000Z'],
  ['M/D/YYYY h:mm A', 'UTC', '1/31/2025 12:05 PM', '2025-01-31T12:05:00.000Z'],
  ['DD.MM.YYYY', 'Europe/Berlin', '01.07.2025', '2025-06-30T22:00:00.000Z'],
  ['iso', 'UTC', '2025-01-31T09:00:00+05:30', '2025-01-31T03:30:00.000Z'],
  ['iso', 'UTC', '2025-01-31T09:00:00.5Z', '2025-01-31T09:00:00.500Z'],
  ['iso', 'Europe/Berlin', '2025-01-31 09:00', '2025-01-31T08:00:00.000Z'],
  ['epoch-seconds', 'UTC', '1738314000', '2025-01-31T09:00:00.000Z'],
  ['epoch-milliseconds', 'UTC', '1738314000123', '2025-01-31T09:00:00.123Z'],
])('%s in %s: %s is %s', (format, zone, text, instant) => {
  expect(read(format, zone, text)).toBe(instant)
})

it('takes the first of two equal times in autumn, and moves on over the hour that is missing in spring', () => {
  expect(read('iso', 'Europe/Berlin', '2025-10-26T02:30')).toBe('2025-10-26T00:30:00.000Z')
  expect(read('iso', 'Europe/Berlin', '2025-03-30T02:30')).toBe('2025-03-30T01:30:00.000Z')
})

it.each([
  ['D/M/YYYY HH:mm', '29/2/2015 01:16'],
  ['D/M/YYYY HH:mm', '31/4/2016 01:16'],
  ['D/M/YYYY HH:mm', '1/13/2016 01:16'],
  ['D/M/YYYY HH:mm', '1/1/2016 24:00'],
  ['D/M/YYYY HH:mm', '1/1/2016'],
  ['M/D/YYYY h:mm A', '1/1/2016 13:00 PM'],
  ['iso', 'yesterday'],
  ['epoch-seconds', '-1'],
])('%s does not read %s', (format, text) => {
  expect(read(format, 'UTC', text)).toBeUndefined()
})

it.each([
  ['YYYY-MM', 'UTC'],
  ['D/M/M/YYYY', 'UTC'],
  ['iso', 'Middle/Earth'],
])('there is no way to read %s in %s', (format, zone) => {
  expect(readTime(format, zone)).toBeUndefined()
})
