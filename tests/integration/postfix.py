#!/usr/bin/env python3
"""The two clients of examples/ against a real Postfix on loopback, in a folder of its own.

usage: postfix.py SEND [WITH_LIBCURL]

Started and stopped by its process id; nothing of the machine's own Postfix is touched. Skipped where Postfix is missing or the
caller is not root.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

MESSAGE = b"From: <sender@example.org>\nSubject: test\n\nOne line.\n.A line that begins with a dot.\n"
SENDER = "sender@example.org"

# service: what differs from main.cf
SERVICES = {
    "usual": {},
    "greeting": {"smtpd_delay_reject": "no", "smtpd_client_restrictions": "reject"},
    "helo": {"smtpd_delay_reject": "no", "smtpd_helo_restrictions": "reject"},
    "mail": {"smtpd_delay_reject": "no", "smtpd_sender_restrictions": "reject"},
    "data": {"smtpd_data_restrictions": "reject"},
    "content": {"smtpd_end_of_data_restrictions": "reject"},
    "limited": {"smtpd_recipient_limit": "2"},
    "large": {"message_size_limit": "50"},
    "plain": {"smtpd_discard_ehlo_keywords": "pipelining,starttls,enhancedstatuscodes"},
}

# what Postfix demands of these services
NO_LIMIT = ("cleanup", "bounce", "defer", "trace", "flush")
ONE_PROCESS = ("pickup", "qmgr", "tlsmgr", "verify", "anvil", "scache", "proxymap", "postlog")

RECIPIENTS = """\
unknown@example.net 550 5.1.1 no such user
full@example.net 452 4.2.2 the mailbox is full
grey@example.net 450 4.7.1 greylisted, come back in five minutes
leaving@example.net 421 4.3.2 closing down
policy@example.net 550 5.7.1 not for you
"""

# service, recipients, status, what is said among other things
CASES = [
    ("usual", ["kim@example.net"], 0, ["data_end: 250 2.0.0 -> delivered", "<kim@example.net> delivered"]),
    ("usual", ["kim@example.net", "unknown@example.net"], 69,
     ["rcpt: 550 5.1.1 -> fail, fail, recipient_unknown", "<kim@example.net> delivered", "<unknown@example.net> fail"]),
    ("usual", ["unknown@example.net", "policy@example.net"], 69, ["<unknown@example.net> fail", "<policy@example.net> fail"]),
    ("usual", ["kim@example.net", "full@example.net"], 75,
     ["rcpt: 452 4.2.2 -> defer", "<kim@example.net> delivered", "<full@example.net> defer"]),
    ("usual", ["grey@example.net"], 75, ["rcpt: 450 4.7.1 -> defer", "<grey@example.net> defer"]),
    ("usual", ["kim@example.net", "leaving@example.net", "late@example.net"], 75,
     ["rcpt: 421 4.3.2 -> defer", "<kim@example.net> defer", "<leaving@example.net> defer", "<late@example.net> defer"]),
    ("plain", ["kim@example.net", "unknown@example.net"], 69, ["rcpt: 550 ", "<kim@example.net> delivered"]),
    ("greeting", ["kim@example.net"], 75, ["greeting: 554 ", "<kim@example.net> defer"]),
    ("helo", ["kim@example.net"], 69, ["ehlo: 554 5.7.1 -> defer, helo", "helo: 554 5.7.1 -> fail", "<kim@example.net> fail"]),
    ("mail", ["kim@example.net"], 69, ["mail: 554 5.7.1 -> fail", "<kim@example.net> fail"]),
    ("data", ["kim@example.net"], 69, ["data: 554 5.7.1 -> fail", "<kim@example.net> fail"]),
    ("content", ["kim@example.net"], 69, ["data_end: 554 5.7.1 -> fail", "<kim@example.net> fail"]),
    ("large", ["kim@example.net"], 69, ["data_end: 552 5.3.4 -> fail, fail, message_too_large"]),
    ("limited", [f"r{n}@example.net" for n in range(5)], 0,
     ["rcpt: 452 4.5.3 -> defer, split", *(f"<r{n}@example.net> delivered" for n in range(5))]),
]
CURL_CASES = [
    ("usual", ["kim@example.net"], 0, "data_end: 250 -> delivered, accepted"),
    ("usual", ["unknown@example.net"], 69, "rcpt: 550 -> fail, recipient_unknown"),
    ("usual", ["full@example.net"], 75, "rcpt: 452 -> defer, mailbox_full"),
    ("mail", ["kim@example.net"], 69, "mail: 554 -> fail, "),
    ("content", ["kim@example.net"], 69, "data_end: 554 -> fail, "),
]


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def run(*command, **more):
    return subprocess.run(command, capture_output=True, timeout=20, **more)


def write(folder, name, text):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as stream:
        stream.write(text)


def certificate(folder):
    done = run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=mx.example.net",
               "-keyout", os.path.join(folder, "key.pem"), "-out", os.path.join(folder, "cert.pem"))
    return done.returncode == 0


def configure(folder, ports):
    tls = ""
    if shutil.which("openssl") and certificate(folder):
        tls = f"smtpd_tls_security_level = may\nsmtpd_tls_cert_file = {folder}/cert.pem\nsmtpd_tls_key_file = {folder}/key.pem\n"
    write(folder, "recipients", RECIPIENTS)
    write(folder, "main.cf", f"""compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = loopback-only
inet_protocols = ipv4
myhostname = mx.example.net
mydestination = example.net
mynetworks = 127.0.0.0/8
local_recipient_maps =
alias_maps =
local_transport = discard:
default_transport = discard:
maillog_file = {folder}/log
maillog_file_prefixes = {os.path.dirname(folder)}
smtpd_recipient_restrictions = check_recipient_access texthash:{folder}/recipients, permit_mynetworks, reject
smtpd_error_sleep_time = 0
smtpd_peername_lookup = no
disable_dns_lookups = yes
smtputf8_enable = no
{tls}""")
    lines = []
    for name, port in ports.items():
        options = "".join(f"  -o {key}={value}\n" for key, value in SERVICES[name].items())
        lines.append(f"127.0.0.1:{port} inet n - n - - smtpd\n{options}")
    for name, kind, private, command in (
            ("pickup", "unix", "n", "pickup"), ("cleanup", "unix", "n", "cleanup"), ("qmgr", "unix", "n", "qmgr"),
            ("tlsmgr", "unix", "-", "tlsmgr"), ("rewrite", "unix", "-", "trivial-rewrite"), ("bounce", "unix", "-", "bounce"),
            ("defer", "unix", "-", "bounce"), ("trace", "unix", "-", "bounce"), ("verify", "unix", "-", "verify"),
            ("flush", "unix", "n", "flush"), ("discard", "unix", "-", "discard"), ("error", "unix", "-", "error"),
            ("retry", "unix", "-", "error"), ("anvil", "unix", "-", "anvil"), ("scache", "unix", "-", "scache"),
            ("proxymap", "unix", "-", "proxymap"), ("postlog", "unix-dgram", "n", "postlogd")):
        limit = "1" if name in ONE_PROCESS else "0" if name in NO_LIMIT else "-"
        lines.append(f"{name} {kind} {private} - n - {limit} {command}\n")
    write(folder, "master.cf", "".join(lines))
    os.makedirs(os.path.join(folder, "queue"), exist_ok=True)
    os.makedirs(os.path.join(folder, "data"), exist_ok=True)
    shutil.chown(os.path.join(folder, "data"), "postfix")


def start(folder, ports):
    done = run("postfix", "-c", folder, "start")
    for _ in range(100):
        try:
            for port in ports.values():
                socket.create_connection(("127.0.0.1", port), 1).close()
            with open(os.path.join(folder, "queue", "pid", "master.pid"), encoding="utf-8") as stream:
                return int(stream.read())
        except (OSError, ValueError):
            time.sleep(0.1)
    print(done.stdout.decode(), done.stderr.decode())
    log = os.path.join(folder, "log")
    print(open(log, encoding="utf-8").read() if os.path.exists(log) else "no log")
    return None


def stop(process):
    os.kill(process, signal.SIGTERM)
    for _ in range(100):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    os.kill(process, signal.SIGKILL)


def try_cases(send, curl, ports):
    failures = count = 0
    for service, recipients, status, said in CASES:
        done = run(send, "127.0.0.1", str(ports[service]), SENDER, *recipients, input=MESSAGE)
        text = done.stdout.decode()
        count += 1
        if done.returncode != status or any(part not in text for part in said):
            failures += 1
            print(f"{service} {recipients}: status {done.returncode}, said\n{text}{done.stderr.decode()}wanted {status}, {said}\n")
    for service, recipients, status, said in CURL_CASES if curl else []:
        done = run(curl, f"smtp://127.0.0.1:{ports[service]}", SENDER, *recipients, input=MESSAGE)
        count += 1
        if done.returncode != status or said not in done.stdout.decode():
            failures += 1
            print(f"libcurl, {service} {recipients}: status {done.returncode}, said {done.stdout.decode()!r}, wanted {said!r}\n")
    print(f"{count} sessions with Postfix, {failures} failures{'' if curl else '; no libcurl here'}")
    return failures


def main(send, curl=None):
    if not shutil.which("postfix") or os.geteuid() != 0:
        print("skipped: Postfix is not here, or the caller is not root")
        return 77
    # Postfix wants folders that nobody else can write to
    folder = tempfile.mkdtemp(prefix="smtpcodes-postfix-", dir="/var/lib" if os.access("/var/lib", os.W_OK) else None)
    os.chmod(folder, 0o755)
    try:
        ports = {name: free_port() for name in SERVICES}
        configure(folder, ports)
        process = start(folder, ports)
        if process is None:
            return 1
        try:
            return 1 if try_cases(send, curl, ports) else 0
        finally:
            stop(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
