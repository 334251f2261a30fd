process.on('exit', () => {
  process.stderr.write(`peak ${process.resourceUsage().maxRSS} kilobytes\n`)
})
