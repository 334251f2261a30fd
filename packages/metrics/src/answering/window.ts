const DAYS = /^P(?:(\d{1,6})W|(\d{1,6})D)$/
const TIME = /^PT(?=\d)(?:(\d{1,7})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?$/

/**
 * A window (`P7D`, `P2W`, `PT12H`) in milliseconds of elapsed time, a day as 86,400 s whatever the clocks do: a repeat
 * is one at the same distance in every zone. Undefined where the text is no window; a month has no length of its own.
 */
export const windowMilliseconds = (window: string): number | undefined => {
  const days = DAYS.exec(window)
  if (days !== null) return (Number(days[1] ?? 0) * 7 + Number(days[2] ?? 0)) * 86_400_000
  const time = TIME.exec(window)
  if (time === null) return undefined
  return (Number(time[1] ?? 0) * 3600 + Number(time[2] ?? 0) * 60 + Number(time[3] ?? 0)) * 1000
}
