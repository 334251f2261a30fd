import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled } from './install.mjs'
import { printedPages } from './printed-pages.mjs'
import { root } from './root.mjs'
import { built } from './tool.mjs'

// Prints the pages of docs/ that are made from code. With `--check` it writes nothing, and fails where a committed page
// differs: in docs/events.md such a difference is a migration of stored events.

ensureInstalled()
if (!built()) process.exit(1)

const checking = process.argv.includes('--check')

for (const [path, text] of Object.entries(await printedPages())) {
  const file = join(root, path)
  const committed = existsSync(file) ? readFileSync(file, 'utf8') : ''
  if (committed === text) {
    console.log(`${path} is current`)
  } else if (checking) {
    console.error(`${path} differs from what the code says: run npm run docs, and read the difference`)
    process.exitCode = 1
  } else {
    writeFileSync(file, text)
    console.log(`${path} printed`)
  }
}
