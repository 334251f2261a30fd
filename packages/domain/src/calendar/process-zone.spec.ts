import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { buildSync } from 'esbuild'

/** What a process says that runs in that zone: the sources are bundled, so that no build is needed. */
const saidIn = (processZone: string, bundle: string): unknown =>
  JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-'], {
      encoding: 'utf8',
      env: { ...process.env, TZ: processZone },
      input: bundle,
    }),
  )

const program = `
  import {
    anchoredPeriodEnd, BusinessCalendar, dueAfter, endOfDay, localDateOf, localMonthOf, plusDays, startOfDay, workingMilliseconds,
  } from './index.js'
  const hours = [{ from: '22:00', until: '06:00' }, { from: '09:00', until: '17:00' }]
  const [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = Array(7).fill(hours)
  const weekly = { monday, tuesday, wednesday, thursday, friday, saturday, sunday }
  const calendar = { calendarId: 'desk', version: 1, zone: 'Europe/Berlin', weekly, holidays: ['2025-03-31'] }
  const from = '2025-03-29T20:00:00.000Z'
  console.log(JSON.stringify({
    processHour: new Date(0).getHours(),
    isOne: BusinessCalendar.is(calendar),
    worked: workingMilliseconds(calendar, { from, until: '2025-04-02T20:00:00.000Z' }) / 3_600_000,
    due: dueAfter(calendar, from, 8 * 3_600_000),
    day: localDateOf('2025-05-31T22:30:00.000Z', 'Europe/Berlin'),
    month: localMonthOf('2025-05-31T22:30:00.000Z', 'Europe/Berlin'),
    start: startOfDay('2025-03-30', 'Europe/Berlin'),
    end: endOfDay('2025-03-30', 'Europe/Berlin'),
    next: plusDays('2025-03-30', 1),
    endsOn: anchoredPeriodEnd({ anchor: '2024-08-31', period: 'P6M', rule: 'event-day-excluded-no-roll' }),
  }))
`

it.each([
  ['UTC', 0],
  ['Europe/Berlin', 1],
  ['Pacific/Auckland', 12],
  ['America/New_York', 19],
])('answers the same in a process whose zone is %s', (processZone, processHour) => {
  const { outputFiles } = buildSync({
    stdin: { contents: program, resolveDir: __dirname, loader: 'ts' },
    alias: { '@aftersale/messages': join(__dirname, '../../../messages/src/index.ts') },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
  })
  expect(saidIn(processZone, outputFiles[0]?.text ?? '')).toEqual({
    processHour,
    isOne: true,
    // Saturday night 7, Sunday 8 and its night 8, Monday is a holiday, Tuesday 8 and its night 8, Wednesday 8.
    worked: 47,
    due: '2025-03-30T08:00:00.000Z',
    day: '2025-06-01',
    month: '2025-06',
    start: '2025-03-29T23:00:00.000Z',
    end: '2025-03-30T22:00:00.000Z',
    next: '2025-03-31',
    endsOn: '2025-02-28',
  })
})
