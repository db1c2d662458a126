#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Form 4 as paper: what a reader, a PDF tool and a scanner find on it."""

import os
import re
import subprocess
import sys
import tempfile
import unittest

import pictures

DRAW = sys.argv.pop(1)
CODE = 'anshin-net:form-4:1:01JD8X4M2QZ7N5T3V9W1B6C0KE'
# Pages whose layout is held against a picture.
LOOKED_AT = ('usual-1', 'usual-2', 'draft-1', 'empty-1', 'empty-2', 'other-hand-2', 'proxy-2',
             'longest-1', 'longest-2', 'longest-3', 'longest-4', 'tall-address-2',
             'tall-address-3', 'many-recipients-1', 'no-address-2', 'blank-1', 'blank-2')
SCANS, READ_OF_SCANS = 100, 99


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

    def test_card_on_one_a5(self):
        """However much is in the emergency card, and none of it is lost."""
        for variant in ('card', 'card-full'):
            self.assertEqual(self.facts[variant]['pages'], '1', variant)
            info = output('pdfinfo', self.path(variant + '.pdf'))
            width, height = map(float, re.search(r'Page size: +([\d.]+) x ([\d.]+)', info).groups())
            self.assertAlmostEqual(width, 419.5, delta=1)
            self.assertAlmostEqual(height, 595.3, delta=1)
        text = self.text('card')
        for words in ('緊急カード', '山本はな', '昭和13年4月2日', 'ペニシリン系(発疹)',
                      '緊急連絡先1', '髙﨑一郎(息子)090-1111-2222夜間も可', '0797-00-1111',
                      '玄関脇のキーボックス', '第3版', '石井健'):
            self.assertIn(words, text)
        full = self.text('card-full')
        self.assertEqual(full.count('髙﨑一郎'), 6)
        self.assertEqual(full.count('慢性心不全、'), 66)
        self.assertEqual(full.count('裏口から入る。'), 57)

    def test_what_is_read_and_what_is_signed_are_a_page_each(self):
        for variant in ('usual', 'draft', 'other-hand', 'proxy', 'empty', 'no-address', 'blank'):
            self.assertEqual(self.facts[variant]['pages'], '2', variant)
        info = output('pdfinfo', self.path('usual.pdf'))
        self.assertIn('(A4)', info)
        self.assertRegex(info, r'Pages:\s+4\n')
        first = self.text('usual', '-f', '1', '-l', '1')
        second = self.text('usual', '-f', '2', '-l', '2')
        self.assertIn('不利になることはありません', first)
        self.assertNotIn('代筆の理由', first)
        self.assertIn('代筆の理由', second)
        for text, number in ((first, '1/2'), (second, '2/2')):
            self.assertIn(number, text)
            self.assertIn('本人控え', text)

    def test_letters_are_never_small(self):
        for variant, facts in self.facts.items():
            if 'letters' in facts:
                least = 6 if variant == 'card-full' else 11
                self.assertGreaterEqual(float(facts['letters']), least, variant)

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
        second = self.text('usual', '-f', '3', '-l', '3')
        self.assertIn('本人控え', first)
        self.assertNotIn('施設控え', first)
        self.assertIn('施設控え', second)

    def test_rare_characters_are_there(self):
        self.assertIn('髙﨑𠮷子', self.text('usual'))

    def test_other_hand_is_not_proxy(self):
        written = self.text('other-hand', '-layout', '-f', '2', '-l', '2')
        proxy = self.text('proxy', '-layout', '-f', '2', '-l', '2')
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
        for variant in (name for name in self.facts if 'letters' in self.facts[name]):
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
        for variant in ('usual', 'blank', 'longest'):
            lines = output('pdffonts', self.path(variant + '.pdf')).splitlines()[2:]
            self.assertTrue(lines)
            for line in lines:
                self.assertEqual(line.split()[-5:-3], ['yes', 'yes'], line)

    def test_the_code_names_the_record_and_nothing_else(self):
        for page in ('usual-1.png', 'usual-2.png'):
            read = output('zbarimg', '--quiet', '--raw', self.path(page)).strip()
            self.assertEqual(read, CODE)
        draft = subprocess.run(['zbarimg', '--quiet', '--raw', self.path('draft-1.png')],
                               capture_output=True, text=True, check=False)
        self.assertEqual(draft.stdout, '')

    def test_the_code_is_read_from_bad_scans(self):
        read = 0
        with tempfile.TemporaryDirectory() as folder:
            output(DRAW, folder, str(SCANS))
            scans = sorted(os.path.join(folder, name) for name in os.listdir(folder))
            self.assertEqual(len(scans), SCANS)
            found = subprocess.run(['zbarimg', '--quiet', '--raw', '-Sdisable', '-Sqrcode.enable',
                                    *scans], capture_output=True, text=True, check=False)
            read = found.stdout.splitlines().count(CODE)
            self.assertEqual(read, len(found.stdout.splitlines()))
        print(f'code read in {read} of {SCANS} scans', file=sys.stderr)
        self.assertGreaterEqual(read, READ_OF_SCANS)

    def test_furigana_is_above_and_not_in_the_text(self):
        text = self.text('usual')
        for reading in ('きょうゆう', 'つづきがら', 'だいひつ', '《', '》', '\ufff9'):
            self.assertNotIn(reading, text)
        self.assertIn('情報を共有することへの同意書', text)

    def test_nothing_of_many_or_tall_is_lost(self):
        text = self.text('many-recipients')
        for number in range(1, 31):
            self.assertEqual(text.count(f'・宝町第{number}訪問看護ステーション'), 2, number)
        text = self.text('tall-address')
        for number in range(1, 21):
            self.assertEqual(text.count(f'字さくら{number}番'), 2, number)
        self.assertIn('決まった住まいがない', self.text('no-address'))

    def test_a_blank_form_has_a_box_for_every_choice(self):
        text = self.text('blank')
        self.assertEqual(text.count('□'), 13 + 2 + 1)
        self.assertNotIn('整理番号', text)

    def test_pages_look_as_they_did_when_they_were_looked_at(self):
        for page in LOOKED_AT:
            share = pictures.difference_from_kept(page, self.path(page + '.png'))
            self.assertLessEqual(share, pictures.SHARE, page)

    def test_pictures_tell_one_page_from_another(self):
        for one, other in (('usual-2', 'other-hand-2'), ('other-hand-2', 'proxy-2'),
                           ('empty-1', 'blank-1')):
            self.assertGreater(pictures.difference(pictures.kept(one), self.path(other + '.png')),
                               pictures.SHARE, one)

    def test_the_preview_keeps_up_with_typing(self):
        facts = self.facts['preview']
        print('preview: {mean} ms a keystroke, at most {longest}'.format(**facts), file=sys.stderr)
        self.assertLessEqual(float(facts['mean']), 50)

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
