// The service as a process: settings from the environment, and an end that is orderly when it is asked to end.

import { startService } from './service.mjs'
import { settingsFrom } from './settings.mjs'

const { settings, faults } = settingsFrom(process.env)
if (faults.length > 0) {
  for (const fault of faults) console.error(fault)
  process.exit(2)
}

try {
  const service = await startService(settings)
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => void service.stop())
} catch (thrown) {
  // What opening failed with shows no setting.
  console.error(thrown.message)
  process.exitCode = 1
}
