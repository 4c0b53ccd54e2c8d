# One image for web, worker, beat and the migration job; which one it is, the command says (docker-compose.yml).
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app

# Before the code: this layer is built anew only when a requirement changes.
COPY requirements.txt .
RUN pip install --root-user-action ignore --requirement requirements.txt

# The folders of the volumes, since a new volume takes over the owner of what it covers.
RUN useradd --system --uid 10001 --create-home incubator \
    && install --directory --owner incubator --group incubator \
        /var/lib/incubator /var/lib/incubator/media /var/lib/incubator/beat
ENV INCUBATOR_VAR=/var/lib/incubator MEDIA_ROOT=/var/lib/incubator/media

COPY manage.py gunicorn.conf.py ./
COPY incubator incubator
COPY applications applications
COPY district district
COPY templates templates
COPY static static
COPY locale locale

# The settings need names to be read; nothing is asked of them here, and none stays in the image.
RUN SECRET_KEY=build SITE_URL=https://build.invalid ALLOWED_HOSTS=build.invalid \
    DATABASE_URL=postgresql://build.invalid/build REDIS_URL=redis://build.invalid \
    python manage.py collectstatic --no-input

USER incubator
EXPOSE 8000
CMD ["gunicorn", "incubator.wsgi", "--bind", "0.0.0.0:8000", "--no-control-socket", "--worker-tmp-dir", "/dev/shm"]
