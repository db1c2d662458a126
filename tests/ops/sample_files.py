# SPDX-License-Identifier: GPL-3.0-or-later
"""Files as people send them, and as nobody should: all made here, byte by byte."""

import io
import random
import struct
import zipfile
import zlib

ORIENTATION = bytes.fromhex("ffe100224578696600004d4d002a00000008000101120003000000010006000000000000")


def png_chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def make_png(width=8, height=8, extra=b"", header=None, tail=b"", seed=1, noise=0):
    """An RGB image; `noise` bytes of what cannot be packed make it as large as one likes."""
    rows = b"".join(b"\0" + bytes((x * 7 + y * 13 + seed) % 256 for x in range(width * 3))
                    for y in range(height))
    header = header or struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(rows)
    image = b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + extra + png_chunk(b"IDAT", data)
    if noise:
        # Further IDAT chunks behind the end of the stream: decoders pass over them.
        image += png_chunk(b"IDAT", random.Random(seed).randbytes(noise))
    return image + png_chunk(b"IEND", b"") + tail


def segment(marker, payload):
    return bytes((0xff, marker)) + struct.pack(">H", len(payload) + 2) + payload


def make_exif(orientation=6, little=True, gps=b"34.8N 135.3E"):
    order = "<" if little else ">"
    entry = struct.pack(order + "HHI", 0x0112, 3, 1) + struct.pack(order + "HH", orientation, 0)
    place = struct.pack(order + "HHII", 0x010e, 2, len(gps), 38)
    head = (b"II*\0" if little else b"MM\0*") + struct.pack(order + "I", 8)
    return segment(0xe1, b"Exif\0\0" + head + struct.pack(order + "H", 2) + place + entry
                   + struct.pack(order + "I", 0) + gps)


def make_jpeg(width=16, height=8, extra=b"", scan=b"\x12\x34\xff\x00\x56", tail=b"", scans=1,
              frame=0xc0):
    """The shape of a JPEG: what the walk looks at; its image is no picture."""
    body = b"\xff\xd8" + segment(0xe0, b"JFIF\0\1\1\0\0\1\0\1\0\0") + extra
    body += segment(0xdb, bytes(65)) + segment(frame, struct.pack(">BHHB", 8, height, width, 1)
                                               + b"\1\x11\0")
    body += segment(0xc4, bytes(17) + b"\0")
    return body + (segment(0xda, b"\1\1\0\0\x3f\0") + scan) * scans + b"\xff\xd9" + tail


def make_pdf(extra=b"", head=b"%PDF-1.4\n", tail=b""):
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>",
               b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] " + extra + b" >>"]
    out, places = head, []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 4\n0000000000 65535 f \n"
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer << /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % table + tail


def make_zip(name="x.txt", content=b"x"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def pack_objects(data):
    """A stream of packed objects with @data in it."""
    packed = zlib.compress(data)
    return (b"9 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n"
            % len(packed)) + packed + b"\nendstream\nendobj\n"


def list_good():
    """Name, media, bytes, and the extent that is told of it."""
    return [
        ("写真.png", "png", make_png(), (8, 8)),
        ("図.PNG", "png", make_png(3, 5), (3, 5)),
        ("創部.jpg", "jpeg", make_jpeg(), (16, 8)),
        ("立てて.jpeg", "jpeg", make_jpeg(extra=ORIENTATION), (8, 16)),
        ("段階.jpg", "jpeg", make_jpeg(frame=0xc2, scans=3), (16, 8)),
        ("指示書.pdf", "pdf", make_pdf(), (0, 0)),
        ("まとめ.pdf", "pdf", make_pdf(head=b"%PDF-1.5\n" + pack_objects(b"<< /Type /Font >>")),
         (0, 0)),
        ("メモ.txt", "text", "血圧 128/76\n変わりなし。\n".encode(), (0, 0)),
        ("表.csv", "text", "\ufeff日付,体温\r\n1日,36.5\r\n".encode(), (0, 0)),
    ]


def list_hostile():
    """Name, media, bytes, code: what is refused at the end, with all its chunks there."""
    exe = b"MZ" + bytes(64) + b"PE\0\0" + bytes(200)
    archive = make_zip()
    macros = make_zip("word/vbaProject.bin", b"\xd0\xcf\x11\xe0" + bytes(100))
    jpeg, png, pdf = make_jpeg(), make_png(), make_pdf()
    rows = [
        ("薬.png", "png", exe, "attachment-type"),
        ("薬.jpg", "jpeg", exe, "attachment-type"),
        ("薬.pdf", "pdf", exe, "attachment-type"),
        ("薬.txt", "text", exe, "attachment-type"),
        ("elf.txt", "text", b"\x7fELF" + bytes(60), "attachment-type"),
        ("表.pdf", "pdf", archive, "attachment-type"),
        ("表.txt", "text", archive, "attachment-type"),
        ("書類.pdf", "pdf", macros, "attachment-type"),
        ("書類.png", "png", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "attachment-type"),
        ("違い.png", "png", jpeg, "attachment-type"),
        ("違い.jpg", "jpeg", png, "attachment-type"),
        ("違い.txt", "text", pdf, "attachment-type"),
        ("違い.pdf", "pdf", b"%!PS-Adobe-3.0\n", "attachment-type"),
        ("動く.txt", "text", b"#!/bin/sh\nrm -rf /\n", "attachment-unsafe"),
        ("動く.csv", "text", b"\xef\xbb\xbf <!DOCTYPE html><script>", "attachment-unsafe"),
        ("絵.txt", "text", b"<svg onload='x'>", "attachment-unsafe"),
        ("動く2.txt", "text", b"@echo off\r\n", "attachment-unsafe"),
        ("書.txt", "text", b"{\\rtf1 x}", "attachment-unsafe"),
        ("向き.txt", "text", "安全\u202etxt.exe".encode(), "attachment-type"),
        ("制御.txt", "text", b"a\x1b[2Jb", "attachment-type"),
        ("文字.txt", "text", "様子".encode("shift_jis"), "attachment-type"),
        # Two things in one.
        ("尾.png", "png", png + archive, "attachment-metadata"),
        ("尾.jpg", "jpeg", jpeg + archive, "attachment-metadata"),
        ("尾.pdf", "pdf", pdf + archive, "attachment-damaged"),
        ("中.pdf", "pdf", make_pdf(b"/X (" + archive.replace(b"\r", b"") + b")"),
         "attachment-unsafe"),
        ("頭.jpg", "jpeg", b"GIF89a" + jpeg, "attachment-type"),
        ("頭.pdf", "pdf", b"\0" + pdf, "attachment-type"),
        # More than pages.
        ("走る.pdf", "pdf", make_pdf(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"),
         "attachment-unsafe"),
        ("隠す.pdf", "pdf", make_pdf(b"/AA << /S /J#61vaScript >>"), "attachment-unsafe"),
        ("起動.pdf", "pdf", make_pdf(b"/A << /S /Launch /F (cmd.exe) >>"), "attachment-unsafe"),
        ("同梱.pdf", "pdf", make_pdf(b"/Names << /EmbeddedFiles 9 0 R >>"), "attachment-unsafe"),
        ("鍵.pdf", "pdf", make_pdf(tail=b"").replace(b"/Root", b"/Encrypt 9 0 R /Root"),
         "attachment-unsafe"),
        ("詰め.pdf", "pdf", make_pdf(head=b"%PDF-1.5\n" + pack_objects(b"<< /S /JavaScript >>")),
         "attachment-unsafe"),
        ("膨らむ.pdf", "pdf", make_pdf(head=b"%PDF-1.5\n" + pack_objects(bytes(80 << 20))),
         "attachment-unsafe"),
        ("読めない.pdf", "pdf", make_pdf(head=b"%PDF-1.5\n" + pack_objects(b"x").replace(b"x\x9c", b"zz")),
         "attachment-unsafe"),
        # Bombs.
        ("大.png", "png", make_png(header=struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)),
         "attachment-pixels"),
        ("長.png", "png", make_png(header=struct.pack(">IIBBBBB", 1, 20001, 8, 2, 0, 0, 0)),
         "attachment-pixels"),
        ("大.jpg", "jpeg", make_jpeg(60000, 60000), "attachment-pixels"),
        ("重ね.jpg", "jpeg", make_jpeg(frame=0xc2, scans=200), "attachment-unsafe"),
        ("無.png", "png", make_png(header=struct.pack(">IIBBBBB", 0, 5, 8, 2, 0, 0, 0)),
         "attachment-damaged"),
        # Traces.
        ("場所.jpg", "jpeg", make_jpeg(extra=make_exif()), "attachment-metadata"),
        ("場所2.jpg", "jpeg", make_jpeg(extra=make_exif(little=False)), "attachment-metadata"),
        ("一言.jpg", "jpeg", make_jpeg(extra=segment(0xfe, b"hello")), "attachment-metadata"),
        ("印.jpg", "jpeg", make_jpeg(extra=segment(0xed, b"Photoshop 3.0\0")),
         "attachment-metadata"),
        ("一言.png", "png", make_png(extra=png_chunk(b"tEXt", b"Author\0X")),
         "attachment-metadata"),
        ("場所.png", "png", make_png(extra=png_chunk(b"eXIf", b"II*\0")), "attachment-metadata"),
        ("動画.png", "png", make_png(extra=png_chunk(b"acTL", bytes(8))), "attachment-metadata"),
        ("謎.png", "png", make_png(extra=png_chunk(b"EVIL", b"x")), "attachment-type"),
        # Cut off, or changed on the way.
        ("半分.png", "png", png[:len(png) // 2], "attachment-damaged"),
        ("半分.jpg", "jpeg", jpeg[:-2], "attachment-damaged"),
        ("半分.pdf", "pdf", pdf[:-20], "attachment-damaged"),
        ("誤り.png", "png", png.replace(b"IDAT", b"IDAT", 1)[:-20] + b"\0" * 20,
         "attachment-damaged"),
    ]
    # Every place where a file can stop.
    rows += [(f"{n}.jpg", "jpeg", jpeg[:n], "attachment-damaged") for n in range(4, len(jpeg), 7)]
    rows += [(f"{n}.png", "png", png[:n], "attachment-damaged") for n in range(9, len(png), 9)]
    return rows
