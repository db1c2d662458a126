#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The other papers of a consent: withdrawal, register, what was given to whom."""

import os
import subprocess
import sys
import tempfile
import unittest

import pictures

DRAW = sys.argv.pop(1)
LOOKED_AT = ('withdrawal-1', 'withdrawal-2', 'withdrawn-1', 'withdrawal-blank-1', 'register-1',
             'register-4', 'provision-1', 'provision-none-1', 'access-1')
CONSENTS, SECONDS = 5000, 10


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def squeeze(text):
    return ''.join(text.split())


class Papers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        output(DRAW, cls.folder.name)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def text(self, name, *options):
        return squeeze(output('pdftotext', *options, self.path(name + '.pdf'), '-'))

    def test_withdrawal(self):
        text = self.text('withdrawal')
        for words in ('同意撤回届', '本人控え', '施設控え', 'さくら台内科クリニック御中',
                      '桜川市医師会御中', '令和8年11月22日に署名した', '様式4第1版',
                      '不利になることはありません', '取りやめる理由は、書かなくてかまいません',
                      '□口頭', '聞いた人', '髙﨑𠮷子', 'ご署名', '代筆の理由', '代理の根拠',
                      '受け付けた日'):
            self.assertIn(words, text)
        text = self.text('withdrawn')
        for words in ('令和8年11月27日', '口頭', '看護師花田みどり',
                      '訪問のとき、ご本人から申し出がありました'):
            self.assertIn(words, text)
        self.assertNotIn('□口頭', text)
        self.assertNotIn('整理番号', self.text('withdrawal-blank'))

    def test_the_withdrawal_is_not_taken_for_a_consent(self):
        read = output('zbarimg', '--quiet', '--raw', self.path('withdrawal-1.png')).strip()
        self.assertEqual(read, 'anshin-net:withdrawal:1:01JD8X4M2QZ7N5T3V9W1B6C0KE')

    def test_register_has_every_consent_and_its_columns_on_every_page(self):
        info = output('pdfinfo', self.path('register.pdf'))
        self.assertRegex(info, r'Page size:\s+841.89 x 595.276 pts')
        text = self.text('register')
        for number in range(1, 46):
            self.assertIn(f'髙﨑𠮷子{number}', text)
        pages = int(info.split('Pages:')[1].split()[0])
        self.assertGreater(pages, 2)
        for page in range(1, pages + 1):
            text = self.text('register', '-f', str(page), '-l', str(page))
            self.assertIn('原本の保管場所', text)
            self.assertIn(f'{page}/{pages}', text)

    def test_long_register_in_time_with_progress_and_cancel(self):
        facts = dict(part.split('=') for part in output(DRAW, self.folder.name,
                                                        str(CONSENTS)).split()[1:])
        print('register of {}: {pages} pages in {seconds} s'.format(CONSENTS, **facts),
              file=sys.stderr)
        self.assertLessEqual(float(facts['seconds']), SECONDS)
        self.assertGreater(int(facts['steps']), 100)
        last = self.text('long', '-f', facts['pages'])
        self.assertIn(f'髙﨑𠮷子{CONSENTS}', last)

    def test_provisions(self):
        text = self.text('provision')
        for words in ('第三者提供の記録', 'ご本人:髙﨑𠮷子', '昭和13年5月3日', '花田みどり', '看護師',
                      'ひまわり訪問看護ステーション', '令和8年10月18日', '続いています', '緊急カード',
                      '令和8年11月22日に署名'):
            self.assertIn(words, text)
        self.assertEqual(text.count('花田みどり'), 12)
        self.assertIn('伝えた記録はありません', self.text('provision-none'))

    def test_text_stays_on_the_paper(self):
        for name in ('withdrawal', 'withdrawn', 'register', 'provision'):
            layout = output('pdftotext', '-bbox', self.path(name + '.pdf'), '-')
            wide = 841.9 if name in ('register', 'provision') else 595.3
            for line in layout.splitlines():
                if '<word ' not in line:
                    continue
                box = {part.split('=')[0]: float(part.split('"')[1])
                       for part in line.split('>')[0].split() if '=' in part}
                self.assertGreaterEqual(box['xMin'], 40, line)
                self.assertLessEqual(box['xMax'], wide - 36, line)

    def test_fonts_are_embedded(self):
        for name in ('withdrawal', 'register', 'provision'):
            lines = output('pdffonts', self.path(name + '.pdf')).splitlines()[2:]
            self.assertTrue(lines)
            for line in lines:
                self.assertEqual(line.split()[-5:-3], ['yes', 'yes'], line)

    def test_pages_look_as_they_did_when_they_were_looked_at(self):
        for page in LOOKED_AT:
            share = pictures.difference_from_kept(page, self.path(page + '.png'))
            self.assertLessEqual(share, pictures.SHARE, page)


if __name__ == '__main__':
    unittest.main()
