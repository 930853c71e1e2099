/**
 * What the station asks of the print queues of Windows, as scripts for Windows PowerShell 5.1, which each Windows has.
 * A script is fixed: names reach it in its environment, where nothing in them can be taken for a command. It answers
 * with one line of JSON. `Get-Printer -Name` would take `*` and `[` in a name for wildcards, so names are compared.
 */

/** What a script is given; each script says what it reads. */
export interface ScriptValues {
  readonly YANQI_PRINTER?: string;
  readonly YANQI_JOB?: string;
  /** Numbers of jobs, with commas. */
  readonly YANQI_REMOVE?: string;
}

const BEGIN = `
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
[Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false
Add-Type -AssemblyName System.Drawing
function Show-Queue($queue) {
  $settings = New-Object System.Drawing.Printing.PrinterSettings
  $settings.PrinterName = $queue.Name
  $page = $null
  if ($settings.IsValid) { $page = $settings.DefaultPageSettings }
  $paper = $null
  if ($page) { $paper = @{ name = $page.PaperSize.PaperName; width = $page.PaperSize.Width; height = $page.PaperSize.Height } }
  $dpi = $null
  if ($page) { $dpi = $page.PrinterResolution.X }
  @{
    name = $queue.Name
    status = [string]$queue.PrinterStatus
    keepsJobs = [bool]$queue.KeepPrintedJobs
    queued = $queue.JobCount
    paper = $paper
    dpi = $dpi
  }
}
`;

const NAMED_QUEUE =
  '$queue = Get-Printer | Where-Object { $_.Name -ceq $env:YANQI_PRINTER } | Select-Object -First 1';
const ITS_JOBS =
  'Get-PrintJob -PrinterName $queue.Name | Where-Object { $_.DocumentName -like "*$env:YANQI_JOB*" }';

/** All queues. */
const LIST = `${BEGIN}
ConvertTo-Json -Compress -Depth 4 -InputObject @(Get-Printer | ForEach-Object { Show-Queue $_ })
`;

/** The queue YANQI_PRINTER and its jobs for the document YANQI_JOB. */
const LOOK = `${BEGIN}
${NAMED_QUEUE}
$shown = $null
$jobs = @()
if ($queue) {
  $shown = Show-Queue $queue
  $jobs = @(${ITS_JOBS} | ForEach-Object { @{ id = $_.Id; status = [string]$_.JobStatus } })
}
ConvertTo-Json -Compress -Depth 4 -InputObject @{ queue = $shown; jobs = $jobs }
`;

/**
 * Has the queue YANQI_PRINTER keep its printed jobs, which only an administrator and whoever may manage the printer
 * can do; then as LOOK, without jobs.
 */
const KEEP = `${BEGIN}
${NAMED_QUEUE}
$shown = $null
if ($queue) {
  if (-not $queue.KeepPrintedJobs) {
    try { Set-Printer -InputObject $queue -KeepPrintedJobs $true } catch { [Console]::Error.WriteLine($_) }
    ${NAMED_QUEUE}
  }
  $shown = Show-Queue $queue
}
ConvertTo-Json -Compress -Depth 4 -InputObject @{ queue = $shown; jobs = @() }
`;

/** Ends the program that may still be handing over the document YANQI_JOB. */
const STOP = `${BEGIN}
$programs = @(Get-CimInstance Win32_Process -Filter "Name LIKE 'SumatraPDF%'" | Where-Object { $_.CommandLine -like "*$env:YANQI_JOB*" })
foreach ($program in $programs) { Stop-Process -Id $program.ProcessId -Force -ErrorAction SilentlyContinue }
ConvertTo-Json -Compress -InputObject @{ stopped = $programs.Count }
`;

/** Removes the jobs YANQI_REMOVE of the queue YANQI_PRINTER. */
const REMOVE = `${BEGIN}
foreach ($id in $env:YANQI_REMOVE -split ',') { Remove-PrintJob -PrinterName $env:YANQI_PRINTER -ID ([uint32]$id) }
ConvertTo-Json -Compress -InputObject @{ removed = $env:YANQI_REMOVE }
`;

export const SCRIPTS = { list: LIST, look: LOOK, keep: KEEP, stop: STOP, remove: REMOVE } as const;
export type ScriptName = keyof typeof SCRIPTS;
