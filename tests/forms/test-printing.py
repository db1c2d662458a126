#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The paper through a real print queue: a CUPS of its own, and a printer that keeps what it gets."""

import getpass
import grp
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

DRAW = sys.argv.pop(1)
CUPSD = shutil.which('cupsd') or '/usr/sbin/cupsd'
LPADMIN = shutil.which('lpadmin') or '/usr/sbin/lpadmin'

# What the printer understands: PDF, A4, both sides.
PPD = '''*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "PAPER.PPD"
*Manufacturer: "Anshin"
*Product: "(Paper)"
*ModelName: "Paper"
*ShortNickName: "Paper"
*NickName: "Paper"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: False
*DefaultColorSpace: Gray
*FileSystem: False
*cupsVersion: 2.4
*cupsManualCopies: True
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
*OpenUI *PageSize/Media Size: PickOne
*DefaultPageSize: A4
*PageSize A4/A4: "<</PageSize[595 842]>>setpagedevice"
*CloseUI: *PageSize
*OpenUI *PageRegion/Media Size: PickOne
*DefaultPageRegion: A4
*PageRegion A4/A4: "<</PageSize[595 842]>>setpagedevice"
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4/A4: "0 0 595 842"
*DefaultPaperDimension: A4
*PaperDimension A4/A4: "595 842"
*OpenUI *Duplex/Both sides: PickOne
*DefaultDuplex: None
*Duplex None/Off: ""
*Duplex DuplexNoTumble/Long edge: ""
*CloseUI: *Duplex
'''

# A printer is a program: job, user, title, copies, options, and the file or its standard input.
BACKEND = '''#!/bin/sh
[ $# -eq 0 ] && { echo 'direct paper "Paper" "Paper"'; exit 0; }
where=${DEVICE_URI#paper:}
if [ -e "$where/empty" ]; then
  echo "STATE: +media-empty-error" >&2
  while [ -e "$where/empty" ]; do sleep 0.1; done
  echo "STATE: -media-empty-error" >&2
fi
cat ${6+"$6"} >"$where/$1.part" && mv "$where/$1.part" "$where/$1.pdf"
'''


def output(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


def squeeze(text):
    return ''.join(text.split())


def wait_for(condition, what, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f'{what}: not within {seconds} s')


class Queue:
    """A CUPS whose files are all in one folder."""

    def __init__(self, folder):
        self.folder = folder
        self.paper = folder / 'paper'
        self.socket = folder / 'cups.sock'
        for name in ('etc', 'spool/tmp', 'cache', 'run', 'log', 'paper', 'bin/backend', 'etc/ppd'):
            (folder / name).mkdir(parents=True)
        system = pathlib.Path('/usr/lib/cups')
        for name in ('filter', 'daemon', 'notifier', 'cgi-bin', 'monitor'):
            if (system / name).exists():
                (folder / 'bin' / name).symlink_to(system / name)
        backend = folder / 'bin/backend/paper'
        backend.write_text(BACKEND)
        backend.chmod(0o755)
        (folder / 'paper.ppd').write_text(PPD)
        user = 'nobody' if os.getuid() == 0 else getpass.getuser()
        group = grp.getgrgid(os.getgid()).gr_name if os.getuid() else 'nogroup'
        (folder / 'etc/cups-files.conf').write_text(
            f'''ServerRoot {folder}/etc
ServerBin {folder}/bin
DataDir /usr/share/cups
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
CacheDir {folder}/cache
StateDir {folder}/run
AccessLog {folder}/log/access
ErrorLog {folder}/log/error
PageLog {folder}/log/page
User {user}
Group {group}
SystemGroup {grp.getgrgid(os.getgid()).gr_name}
''')
        (folder / 'etc/cupsd.conf').write_text(
            f'''LogLevel info
Listen {self.socket}
Browsing No
WebInterface No
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
''')
        for path in (folder, *folder.rglob('*')):
            if os.getuid() == 0 and not path.is_symlink() and 'bin' not in path.parts[-3:]:
                shutil.chown(path, user, group)
        folder.chmod(0o755)
        for name in ('etc/cups-files.conf', 'etc/cupsd.conf'):
            if os.getuid() == 0:
                shutil.chown(folder / name, 'root', 'root')
            (folder / name).chmod(0o640)
        # pylint: disable-next=consider-using-with
        self.daemon = subprocess.Popen(
            [CUPSD, '-f', '-c', str(folder / 'etc/cupsd.conf'), '-s',
             str(folder / 'etc/cups-files.conf')],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def start(self):
        wait_for(self.socket.exists, 'cupsd')
        self.run(LPADMIN, '-p', 'paper', '-v', f'paper:{self.paper}', '-P',
                 str(self.folder / 'paper.ppd'), '-E')

    def run(self, *command):
        return output(*command, env={**os.environ, 'CUPS_SERVER': str(self.socket)})

    def stop(self):
        self.daemon.terminate()
        self.daemon.communicate(timeout=30)

    def send(self, path, *options):
        """Prints a file; where the printer puts what it gets."""
        answer = self.run('lp', '-d', 'paper', *options, str(path))
        number = answer.split('paper-')[1].split()[0]
        return self.paper / f'{number}.pdf'

    def told(self):
        """What the queue says about its printer."""
        return self.run('lpstat', '-l', '-p', 'paper')

    def log(self):
        return (self.folder / 'log/error').read_text(errors='replace')[-3000:]


class Printing(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # cupsd's socket has a short name only in a short folder.
        cls.temporary = tempfile.TemporaryDirectory(dir='/tmp', prefix='anshin-cups-')
        cls.folder = pathlib.Path(cls.temporary.name)
        cls.folder.chmod(0o755)
        cls.forms = cls.folder / 'forms'
        cls.forms.mkdir()
        output(DRAW, str(cls.forms))
        cls.queue = Queue(cls.folder / 'cups')
        cls.queue.start()

    @classmethod
    def tearDownClass(cls):
        cls.queue.stop()
        cls.temporary.cleanup()

    def print(self, name, *options):
        got = self.queue.send(self.forms / name, *options)
        try:
            wait_for(got.exists, name)
        except AssertionError as late:
            raise AssertionError(f'{late}\n{self.queue.log()}') from late
        return got

    def test_what_comes_out_is_the_form(self):
        got = self.print('usual.pdf')
        self.assertEqual(squeeze(output('pdftotext', str(got), '-')),
                         squeeze(output('pdftotext', str(self.forms / 'usual.pdf'), '-')))
        info = output('pdfinfo', str(got))
        self.assertIn('(A4)', info)
        self.assertRegex(info, r'Pages:\s+4\n')

    def test_fonts_come_along(self):
        lines = output('pdffonts', str(self.print('usual.pdf'))).splitlines()[2:]
        self.assertTrue(lines)
        for line in lines:
            self.assertEqual(line.split()[-5], 'yes', line)

    def test_the_code_can_be_read_from_what_comes_out(self):
        got = self.print('usual.pdf')
        picture = self.folder / 'printed'
        output('pdftoppm', '-r', '150', '-gray', '-singlefile', str(got), str(picture))
        read = output('zbarimg', '--quiet', '--raw', f'{picture}.pgm').strip()
        self.assertTrue(read.startswith('anshin-net:form-4:1:'), read)

    def test_two_of_each(self):
        info = output('pdfinfo', str(self.print('blank.pdf', '-n', '2')))
        self.assertRegex(info, r'Pages:\s+4\n')

    def test_out_of_paper_is_told_and_nothing_is_lost(self):
        empty = self.queue.paper / 'empty'
        empty.touch()
        got = self.queue.send(self.forms / 'blank.pdf')
        wait_for(lambda: 'media-empty' in self.queue.told(), 'out of paper')
        self.assertFalse(got.exists())
        empty.unlink()
        wait_for(got.exists, 'the paper')


if __name__ == '__main__':
    unittest.main()
