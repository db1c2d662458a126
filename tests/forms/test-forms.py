#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Form 4 as paper: what a reader, a PDF tool and a scanner find on it."""

import os
import re
import subprocess
import sys
import tempfile
import unittest

DRAW = sys.argv.pop(1)


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def squeeze(text):
    """Without white space: lines are broken anywhere in Japanese."""
    return ''.join(text.split())


class Forms(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        lines = output(DRAW, cls.folder.name).splitlines()
        cls.facts = {line.split()[0]: dict(part.split('=') for part in line.split()[1:])
                     for line in lines}

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def text(self, variant, *options):
        return squeeze(output('pdftotext', *options, self.path(variant + '.pdf'), '-'))

    def test_one_page_of_a4_where_lengths_are_usual(self):
        for variant in ('usual', 'draft', 'other-hand', 'proxy'):
            self.assertEqual(self.facts[variant]['pages'], '1', variant)
        info = output('pdfinfo', self.path('usual.pdf'))
        self.assertIn('(A4)', info)
        self.assertRegex(info, r'Pages:\s+2\n')

    def test_letters_are_never_small(self):
        for variant, facts in self.facts.items():
            self.assertGreaterEqual(float(facts['letters']), 11, variant)

    def test_contents(self):
        text = self.text('usual')
        for words in ('様式4', '第1版', '同意書', 'さくら台内科クリニック御中', '桜川市医師会御中', '目的',
                      '方法', '伝える相手', '伝える内容', '秘密を守る', '期間', '取りやめ', 'いつでも',
                      '不利になることはありません', '訪問看護ステーション', '居宅介護支援事業所',
                      '桜川市民病院地域連携室', 'あとから', '記入した日', 'ご署名', 'ふりがな',
                      'たかさきよしこ', '昭和13年5月3日', '女', '〒665-0000', '0797-00-1234', '代筆の理由',
                      '代理の根拠', '未成年', '続柄', '説明した人', '医師末広一郎', '令和8年11月22日'):
            self.assertIn(words, text)

    def test_both_copies_are_marked(self):
        first = self.text('usual', '-f', '1', '-l', '1')
        second = self.text('usual', '-f', '2', '-l', '2')
        self.assertIn('患者控え', first)
        self.assertNotIn('施設控え', first)
        self.assertIn('施設控え', second)

    def test_rare_characters_are_there(self):
        self.assertIn('髙﨑𠮷子', self.text('usual'))

    def test_other_hand_is_not_proxy(self):
        written = self.text('other-hand', '-layout', '-f', '1', '-l', '1')
        proxy = self.text('proxy', '-layout', '-f', '1', '-l', '1')
        self.assertLess(written.index('髙﨑健'), written.index('代理ご本人に代わって'))
        self.assertGreater(proxy.index('髙﨑健'), proxy.index('代理ご本人に代わって'))

    def test_nothing_long_is_lost(self):
        pages = self.facts['longest']['pages']
        text = re.sub(f'様式4第1版整理番号[0-9A-Z]+/{pages}', '',
                      self.text('longest', '-f', '1', '-l', pages))
        self.assertEqual(text.count('寿限無五劫の擦り切れ'), 10)
        self.assertEqual(text.count('じゅげむごこうのすりきれ'), 8)
        self.assertEqual(text.count('桜川市字大字小字向日葵台西入上ル'), 12)
        for number in range(1, 61):
            self.assertIn(f'宝町第{number}訪問看護ステーション', text)
        self.assertEqual(text.count('ご家族の連絡先は長女が先です。'), 12)

    def test_several_pages_are_numbered(self):
        pages = self.facts['longest']['pages']
        self.assertIn(f'1/{pages}', self.text('longest', '-f', '1', '-l', '1'))
        self.assertIn(f'{pages}/{pages}', self.text('longest', '-f', pages, '-l', pages))

    def test_text_stays_on_the_paper(self):
        for variant in self.facts:
            layout = output('pdftotext', '-bbox', self.path(variant + '.pdf'), '-')
            for line in layout.splitlines():
                if '<word ' not in line:
                    continue
                box = {part.split('=')[0]: float(part.split('"')[1])
                       for part in line.split('>')[0].split() if '=' in part}
                self.assertGreaterEqual(box['xMin'], 40, line)
                self.assertLessEqual(box['xMax'], 595.3 - 36, line)
                self.assertLessEqual(box['yMax'], 841.9 - 18, line)

    def test_fonts_are_embedded(self):
        lines = output('pdffonts', self.path('usual.pdf')).splitlines()[2:]
        self.assertTrue(lines)
        for line in lines:
            self.assertEqual(line.split()[-5:-3], ['yes', 'yes'], line)

    def test_the_code_names_the_record_and_nothing_else(self):
        read = output('zbarimg', '--quiet', '--raw', self.path('usual-1.png')).strip()
        self.assertEqual(read, 'anshin-net:form-4:1:01JD8X4M2QZ7N5T3V9W1B6C0KE')
        draft = subprocess.run(['zbarimg', '--quiet', '--raw', self.path('draft-1.png')],
                               capture_output=True, text=True, check=False)
        self.assertEqual(draft.stdout, '')

    def test_black_and_white_only(self):
        colours = output('convert', self.path('usual-1.png'), '-colorspace', 'HSL', '-channel', 'G',
                         '-separate', '-format', '%[fx:maxima]', 'info:')
        self.assertEqual(float(colours), 0)

    def test_no_name_in_the_file_properties(self):
        info = output('pdfinfo', self.path('usual.pdf'))
        self.assertIn('情報を共有することへの同意書', info)
        self.assertNotIn('𠮷', info)


if __name__ == '__main__':
    unittest.main()
